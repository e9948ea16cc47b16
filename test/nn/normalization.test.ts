import { testLayers } from './layers.ts';

testLayers('normalization');
