/** A panel of the shop. */

import React, { useState } from 'react';
import * as Ui from './ui';

interface Props { readonly title: string; onClose?: () => void }

/** Shows a title. */
export const Panel: React.FC<Props> = ({ title, onClose }) => {
  const [open, setOpen] = useState<boolean>(true);
  const toggle = () => setOpen(!open);
  return (
    <Ui.Frame onClick={toggle}>
      <Heading text={title} />
      <div className="body"><Ui.List<string> items={[]} /></div>
    </Ui.Frame>
  );
};

function Heading({ text }: { text: string }): JSX.Element {
  return <h1>{text}</h1>;
}

export class Page<T> extends React.Component<Props, { ready: T }> {
  state = { ready: undefined as T };
  render() { return <Panel {...this.props} />; }
}

export default Panel;
