import { testLayers } from './layers.ts';

testLayers('linear');
