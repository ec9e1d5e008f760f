/** What scenarios are checked against and choose from: the profiles and cost models of the engine. */
export { catalogue } from '../engine/costs/catalogue.ts';
