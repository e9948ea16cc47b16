import { testLayers } from './layers.ts';

testLayers('pixelshuffle');
