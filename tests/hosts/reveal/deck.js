import Reveal from './reveal/reveal.mjs';

const deck = new Reveal({ hash: true, transition: 'none', viewDistance: 2, preloadIframes: true });
await deck.initialize();
