/**
 * What of a tree is wanted, when only some of its folders were ever looked into. Said of a path, it holds for everything
 * below, until something below says otherwise. Immutable.
 */
export class Selection {
  #said;

  /** @param said path to whether it is wanted; '' is the whole tree */
  constructor(said = new Map([['', true]])) {
    this.#said = said;
  }

  /** With this path, and everything below, wanted or not. */
  with(path, wanted) {
    const said = new Map([...this.#said].filter(([one]) => !isBelow(one, path)));
    said.delete(path);
    const fresh = new Selection(said);
    if (fresh.isWanted(path) !== wanted) {
      said.set(path, wanted);
    }
    return fresh;
  }

  /** What was said of the path, or of the nearest folder above it. */
  isWanted(path) {
    for (let at = path; ; at = parentOf(at)) {
      const said = this.#said.get(at);
      if (said !== undefined || at === '') {
        return said ?? true;
      }
    }
  }

  /** Whether something below says otherwise. */
  isMixed(path) {
    const wanted = this.isWanted(path);
    return [...this.#said].some(([one, said]) => said !== wanted && isBelow(one, path));
  }

  get isAll() {
    return this.isWanted('') && !this.isMixed('');
  }

  get isNone() {
    return !this.isWanted('') && !this.isMixed('');
  }

  /**
   * The fewest paths that mean just this: each with everything below.
   *
   * @param list gives the paths right below a folder, all of them
   */
  async paths(list) {
    return this.#pathsBelow('', list);
  }

  async #pathsBelow(folder, list) {
    if (!this.isMixed(folder)) {
      return this.isWanted(folder) ? [folder] : [];
    }
    const found = [];
    for (const child of await this.#children(folder, list)) {
      found.push(...(await this.#pathsBelow(child, list)));
    }
    return found;
  }

  /** Of a folder that is not wanted, only those matter that lead to something that is. */
  async #children(folder, list) {
    if (this.isWanted(folder)) {
      return list(folder);
    }
    const below = [...this.#said].filter(([one, said]) => said && isBelow(one, folder)).map(([one]) => childOf(folder, one));
    return [...new Set(below)];
  }
}

function isBelow(path, folder) {
  return path !== folder && (folder === '' || path.startsWith(`${folder}/`));
}

function parentOf(path) {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function childOf(folder, path) {
  const start = folder === '' ? 0 : folder.length + 1;
  const end = path.indexOf('/', start);
  return end < 0 ? path : path.slice(0, end);
}
