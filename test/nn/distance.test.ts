import { testLayers } from './layers.ts';

testLayers('distance');
