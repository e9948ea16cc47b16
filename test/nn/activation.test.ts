import { testLayers } from './layers.ts';

testLayers('activation');
