import def, { a as b } from './a.mjs';
export { b };
export default (x) => def(x);
export const Widget = () => <Layout.Row><Widget /></Layout.Row>;
