/** What the standard library's types give: enough to go on through `Option`, iterators, containers and guards. */

/** A type: of the project, or by its last name. */
export interface Shape<Of> {
  readonly name: string;
  readonly target: Of | undefined;
  readonly args: readonly Shape<Of>[];
}

const see = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Seen through at a dot. */
export const transparent = see(
  'Box Arc Rc Ref RefMut MutexGuard RwLockReadGuard RwLockWriteGuard Cow Pin LazyLock Lazy ManuallyDrop Guard',
);
const lists = see('Vec VecDeque HashSet BTreeSet BinaryHeap LinkedList IndexSet SmallVec ArrayVec Receiver');
const maps = see('HashMap BTreeMap IndexMap');
const opened = see('unwrap expect unwrap_or unwrap_or_else unwrap_or_default unwrap_unchecked');
const sameOption = see(
  'as_ref as_mut as_deref as_deref_mut take cloned copied filter or or_else replace insert_some map_err inspect context with_context',
);
const firsts = see(
  'first last get get_mut first_mut last_mut pop pop_front pop_back front back front_mut back_mut peek iter_next',
);
const listed = see('iter iter_mut into_iter drain par_iter into_par_iter try_iter');
const sameIterator = see(
  'filter skip take rev cloned copied peekable chain by_ref inspect into_iter skip_while take_while step_by fuse cycle iter',
);
const oneOf = see('next last nth find max min max_by min_by max_by_key min_by_key reduce next_back peek rfind');
const same = see(
  'clone to_owned borrow borrow_mut as_ref as_mut by_ref deref deref_mut to_vec as_slice as_mut_slice to_mut into_boxed_slice into_owned iter_mut',
);

function shape<Of>(name: string, ...args: readonly Shape<Of>[]): Shape<Of> {
  return { name, target: undefined, args };
}

/** What a method that is none of the project's gives; `closure` is the type of what a closure gives it. */
export function standardResult<Of>(
  type: Shape<Of>,
  method: string,
  closure: Shape<Of> | undefined,
): Shape<Of> | undefined {
  const { name, args } = type;
  const [one, two] = args;
  if (name === 'Option' || name === 'Result') return optionResult(type, method, closure);
  if (maps.has(name)) return mapResult(type, method);
  if (lists.has(name) && one !== undefined) {
    if (method === 'recv' || method === 'try_recv') return shape('Result', one);
    if (firsts.has(method)) return shape('Option', one);
    if (listed.has(method)) return shape('Iterator', one);
  }
  if (name === 'Iterator' || name === 'IntoIterator') return iteratorResult(type, method, closure);
  if (one !== undefined) {
    if ((name === 'Mutex' || name === 'RwLock') && /^(?:lock|read|write|get_mut|into_inner)$/.test(method))
      return shape('Result', one);
    if (name === 'RefCell' || name === 'Cell')
      return /^(?:borrow|borrow_mut|get_mut|get|take|into_inner)$/.test(method) ? one : undefined;
    if (/^Once(?:Lock|Cell)$/.test(name))
      return method === 'get_or_init' ? one : method === 'get' ? shape('Option', one) : undefined;
    if (name === 'JoinHandle' || name === 'ScopedJoinHandle')
      return method === 'join' ? shape('Result', one) : undefined;
  }
  if (method === 'await' || (method === 'clone' && two === undefined)) return type;
  return same.has(method) ? type : undefined;
}

function optionResult<Of>(type: Shape<Of>, method: string, closure: Shape<Of> | undefined): Shape<Of> | undefined {
  const [one, two] = type.args;
  if (opened.has(method)) return one;
  if (sameOption.has(method)) return type;
  if (method === 'ok' && one !== undefined) return shape('Option', one);
  if (method === 'err' && two !== undefined) return shape('Option', two);
  if (method === 'unwrap_err' || method === 'expect_err') return two;
  if ((method === 'ok_or' || method === 'ok_or_else') && one !== undefined) return shape('Result', one);
  if (listed.has(method) && one !== undefined) return shape('Iterator', one);
  if (/^(?:get_or_insert|get_or_insert_with|insert)$/.test(method)) return one;
  if (method === 'map' && closure !== undefined) return { ...type, args: [closure, ...type.args.slice(1)] };
  if (method === 'and_then') return closure;
  return method === 'clone' ? type : undefined;
}

function mapResult<Of>(type: Shape<Of>, method: string): Shape<Of> | undefined {
  const [key, value] = type.args;
  if (key === undefined || value === undefined) return undefined;
  if (/^(?:get|get_mut|remove)$/.test(method)) return shape('Option', value);
  if (/^(?:values|values_mut|into_values)$/.test(method)) return shape('Iterator', value);
  if (/^(?:keys|into_keys)$/.test(method)) return shape('Iterator', key);
  if (listed.has(method)) return shape('Iterator', shape('()', key, value));
  if (method === 'entry') return shape('Entry', value);
  return method === 'clone' ? type : undefined;
}

function iteratorResult<Of>(type: Shape<Of>, method: string, closure: Shape<Of> | undefined): Shape<Of> | undefined {
  const [one] = type.args;
  if (one === undefined) return undefined;
  if (sameIterator.has(method)) return shape('Iterator', one);
  if (oneOf.has(method)) return shape('Option', one);
  if (method === 'enumerate') return shape('Iterator', shape('()', shape('usize'), one));
  if (method === 'map') return closure && shape('Iterator', closure);
  if (method === 'filter_map' || method === 'flat_map') {
    const inner = closure && elementOf(closure);
    return inner && shape('Iterator', inner);
  }
  if (method === 'flatten') {
    const inner = elementOf(one);
    return inner && shape('Iterator', inner);
  }
  return undefined;
}

/** What a loop over it gives. */
export function elementOf<Of>({ name, args }: Shape<Of>): Shape<Of> | undefined {
  const [one, two] = args;
  if (maps.has(name)) return one && two && shape('()', one, two);
  return lists.has(name) || /^(?:Option|Result|Iterator|IntoIterator)$/.test(name) ? one : undefined;
}

/** What a closure that a method is given gets, by its place. */
export function closureGiven<Of>(type: Shape<Of>, method: string, index: number): Shape<Of> | undefined {
  const { name, args } = type;
  if (name === 'Option' || name === 'Result') {
    if (/^(?:map_err|unwrap_or_else|or_else|inspect_err)$/.test(method)) return name === 'Result' ? args[1] : undefined;
    return /^(?:map|and_then|map_or|map_or_else|is_some_and|is_ok_and|is_none_or|filter|inspect|then)$/.test(method)
      ? args[0]
      : undefined;
  }
  if (name === 'Iterator') {
    if (/^(?:fold|try_fold)$/.test(method)) return index === 1 ? args[0] : undefined;
    return index === 0 || /_by$|^reduce$/.test(method) ? args[0] : undefined;
  }
  if (lists.has(name))
    return /^(?:retain|sort_by|sort_by_key|sort_unstable_by|sort_unstable_by_key|dedup_by_key|binary_search_by|binary_search_by_key|retain_mut)$/.test(
      method,
    )
      ? args[0]
      : undefined;
  return undefined;
}
