export class Before { ok() { return 1; } }

export class Broken {
  method( { return 2; }
  after(): number { return 3; }

function afterAll(): void {}
const = 4;
