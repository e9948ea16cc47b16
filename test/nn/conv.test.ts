import { testLayers } from './layers.ts';

testLayers('conv');
