import { testLayers } from './layers.ts';

testLayers('instancenorm');
