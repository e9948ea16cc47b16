import { testLayers } from './layers.ts';

testLayers('channelshuffle');
