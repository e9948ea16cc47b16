import { testLayers } from './layers.ts';

testLayers('dropout');
