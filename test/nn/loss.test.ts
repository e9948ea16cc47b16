import { testLayers } from './layers.ts';

testLayers('loss');
