package laotie.intents;

/** Finds the number of the list that a comment calls out: 3号, 三号链接, 第三款, number 3, #3, the third one. */
final class Numbers {

  private static final String HAN_DIGITS = "零一二三四五六七八九十";
  private static final String[] ORDINALS =
      {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"};
  private static final String[] CARDINALS =
      {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
  private static final String[] CALLS = {"number ", "no. ", "no ", "no.", "# ", "#", "item ", "num ", "nr ",
      "nbr "};

  private Numbers() {}

  /** The last number that is called out, since people correct themselves (4号不对 5号); 0 when none is. */
  static int calledOut(Plain plain) {
    int found = 0;
    for (int i = 0; i < plain.length(); i++) {
      char letter = plain.at(i);
      if (letter == '号') {
        int before = numberBefore(plain, i);
        boolean isMeasure = i + 1 < plain.length() && ("前到后码".indexOf(plain.at(i + 1)) >= 0);
        boolean isDate = i > 1 && plain.at(i - 2) == '月' || before > Shelf.PRODUCTS_MAX;
        found = before > 0 && !isMeasure && !isDate ? before : found;
      } else if (letter == '第' && i + 2 < plain.length() && "个款件双本支条样种".indexOf(plain.at(i + 2)) >= 0) {
        int digit = digit(plain.at(i + 1));
        found = digit > 0 ? digit : found;
      } else if (letter == '#' || letter == 'n' || letter == 'i') {
        int called = calledAt(plain, i);
        found = called > 0 ? called : found;
      }
    }
    return found > 0 ? found : ordinal(plain);
  }

  private static int numberBefore(Plain plain, int end) {
    int from = end;
    while (from > 0 && digit(plain.at(from - 1)) >= 0) {
      from--;
    }
    int value = 0;
    for (int i = from; i < end; i++) {
      int digit = digit(plain.at(i));
      boolean isTen = digit == 10;
      value = isTen ? Math.max(value, 1) * 10 : plain.at(i) >= '0' && plain.at(i) <= '9' || value % 10 != 0
          ? value * 10 + digit : value + digit;
      if (value > 1_000) {
        return 0;
      }
    }
    boolean isSize = from > 0 && (plain.at(from - 1) == '.' || Plain.isLatin(plain.at(from - 1)));
    return isSize ? 0 : value;
  }

  private static int digit(char letter) {
    return letter == '两' ? 2 : Plain.isDigit(letter) ? letter - '0' : HAN_DIGITS.indexOf(letter);
  }

  private static int calledAt(Plain plain, int from) {
    boolean isInWord = from > 0 && Plain.isLatin(plain.at(from - 1));
    if (isInWord) {
      return 0;
    }
    for (String call : CALLS) {
      if (stands(plain, from, call)) {
        int at = from + call.length();
        int value = 0;
        int end = at;
        while (end < plain.length() && end < at + 3 && Plain.isDigit(plain.at(end))) {
          value = value * 10 + plain.at(end++) - '0';
        }
        if (end > at) {
          return value;
        }
        for (int i = 0; i < CARDINALS.length && !call.equals("no "); i++) {
          if (standsAsWord(plain, at, CARDINALS[i])) {
            return i + 1;
          }
        }
      }
    }
    return 0;
  }

  private static int ordinal(Plain plain) {
    for (int i = 0; i < plain.length(); i++) {
      if (i > 0 && Plain.isLatin(plain.at(i - 1))) {
        continue;
      }
      for (int k = 0; k < ORDINALS.length; k++) {
        if (stands(plain, i, ORDINALS[k]) && (standsAsWord(plain, i + ORDINALS[k].length(), " one")
            || standsAsWord(plain, i + ORDINALS[k].length(), " item"))) {
          return k + 1;
        }
      }
    }
    return 0;
  }

  private static boolean standsAsWord(Plain plain, int from, String word) {
    int end = from + word.length();
    return stands(plain, from, word) && (end >= plain.length() || !Plain.isLatin(plain.at(end)));
  }

  private static boolean stands(Plain plain, int from, String word) {
    if (from + word.length() > plain.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (plain.at(from + i) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
