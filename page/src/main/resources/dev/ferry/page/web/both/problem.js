/** What the other side says that went wrong: `type` for programs, `message` for people. `status` is 0 if nobody answers. */
export class Problem extends Error {
  constructor(status, message, type = 'internal', more = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

/** The problem that an answer is. The last word of a type is its name: urn:ferry:problem:no-space, no-space. */
export async function problemOf(answer) {
  const said = await answer.json().catch(() => ({}));
  const type = String(said.type ?? '').split(/[:/#]/).pop() || 'internal';
  const message = said.detail || said.title || `The other side answers with status ${answer.status}.`;
  return new Problem(answer.status, message, type, said);
}
