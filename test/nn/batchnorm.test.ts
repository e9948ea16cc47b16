import { testLayers } from './layers.ts';

testLayers('batchnorm');
