import { testLayers } from './layers.ts';

testLayers('flatten');
