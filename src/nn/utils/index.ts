/** `torch.nn.utils`: what works on parameters and sequences beside the layers. */
export * as rnn from './rnn.ts';
