import { testLayers } from './layers.ts';

testLayers('pooling');
