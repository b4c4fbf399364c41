// Says what is exported when nothing has a name.

export default class extends Map<string, number> {
  size2 = 1;
}
