import { testLayers } from './layers.ts';

testLayers('upsampling');
