import { testLayers } from './layers.ts';

testLayers('fold');
