/** Words that say nothing about where code is: in bodies, the languages' own; in questions, those of the asking. */

/** Whole tokens, as written, that almost every body holds. As a part of an identifier or in a comment they count. */
export const noiseTokens: ReadonlySet<string> = new Set(
  `if else for while do switch case break continue return function const let var def fn func class struct new this self
  super null nil None undefined true false True False void int public private protected static final try catch finally
  except throw throws raise import export from require package use mod pub impl let mut ref as in is of not and or the a
  an to be it with then elif fi esac end begin pass lambda async await yield typeof instanceof default extends implements
  interface type string number boolean bool str char long unsigned auto using namespace template typename where`.split(
    /\s+/,
  ),
);

/** Lower case. Left out of a question unless it has no other word. */
export const questionWords: ReadonlySet<string> = new Set(
  `a an the this that these those there here it its is are was were be been being am do does did doing done has have had
  having can could should would will shall may might must of in on at by for from to into onto with without within as and
  or but not no nor so than then too very just also if when where which who whom whose what why how all any each every some
  such only own same other i me my we our us you your he she they them their one ones e.g i.e eg ie etc please
  tell thing things stuff`.split(/\s+/),
);
