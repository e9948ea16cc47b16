import { testLayers } from './layers.ts';

testLayers('padding');
