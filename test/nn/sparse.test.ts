import { testLayers } from './layers.ts';

testLayers('sparse');
