#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""How large files, functions and classes are: median, p90 and maximum, with the largest, so that growth is seen early.

Fails above the bounds. The reader of C++ matches braces and knows no grammar; for what clang-format leaves that is enough.
Lines of a function are counted from its declaration to its closing brace, with what is inside. Public functions are
those with a name of their own: no constructors, operators, signals, or what is deleted.
"""
import re
import subprocess
import sys

BOUNDS = {"file": 500, "QML file": 300, "function": 60, "public functions": 25}
# Larger than the bound, with the reason; these may only shrink, and a line is removed when it is no longer needed.
LARGER = {
    "tests/fault/tst_sharedredis.cpp: TestSharedRedis::nobodyElseIsBelieved": 69,
    "tests/fault/tst_slowreaders.cpp: TestSlowReaders::measure": 66,
    "tests/qml/scenes.cpp: scenes": 66,
    "tests/server/storage/tst_sqlstorage.cpp: TestSqlStorage::statementsSeek": 73,
}
LARGEST = 3

# What has no meaning for braces: comments, strings (raw ones too), characters, lines of the preprocessor.
BLANK = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\''
                   r"|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.DOTALL | re.MULTILINE)
MACRO = re.compile(r"\b(?:Q_(?!SIGNALS\b|SLOTS\b)|QML_)[A-Z_0-9]+\b(?:\s*\()?")
ACCESS = re.compile(r"\b(public|protected|private|Q_SIGNALS)(?:\s+Q_SLOTS)?\s*:(?!:)")
CLASS = re.compile(r"(?:.*\s)?(class|struct)\s+(?:alignas\([^)]*\)\s*)?([\w:]+)[^()]*$", re.DOTALL)
OPERATOR = re.compile(r"\boperator\s*(?:\(\s*\)|[^\s\w(]+|\s[\w:<> ]+)")


def spaces(text):
    return re.sub(r"[^\n]", " ", text)


def blanked(text):
    text = BLANK.sub(lambda match: spaces(match[0]), text)
    while macro := MACRO.search(text):
        end = closing(text, macro.end() - 1) if macro[0].endswith("(") else macro.end()
        text = text[:macro.start()] + spaces(text[macro.start():end]) + text[end:]
    return text


def closing(text, at):
    """The index behind the bracket that closes the one at `at`."""
    depth = 0
    for match in re.compile(r"[({\[]|[)}\]]").finditer(text, at):
        depth += 1 if match[0] in "({[" else -1
        if depth == 0:
            return match.end()
    return len(text)


def without_angles(text):
    """Template parameters and arguments have commas and equal signs of their own."""
    text = OPERATOR.sub("operator", text).replace("->", "  ").replace("<=", "  ").replace(">=", "  ")
    while (shorter := re.sub(r"<[^<>]*>", "", text)) != text:
        text = shorter
    return text


def without_parentheses(text):
    while (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    return text


class Sizes:
    """The functions and classes of one file, as (size, name)."""

    def __init__(self, path, text):
        self.path = path
        self.text = blanked(text)
        self.functions = []
        self.classes = []
        self.read_scope(0, len(self.text), None)

    def read_scope(self, at, end, of_class):
        """Declarations and definitions of a namespace or of a class up to `end`."""
        access = of_class and {"class": "private", "struct": "public"}[of_class[0]]
        public = 0
        start = at
        while at < end:
            label = of_class and ACCESS.match(self.text, at)
            if label and not re.search(r"\w", self.text[start:at]):
                access = label[1]
                start = at = label.end()
                continue
            character = self.text[at]
            if character in "([":
                at = closing(self.text, at)
            elif character in ";}":
                public += access == "public" and is_method(self.text[start:at], of_class[1])
                start = at = at + 1
            elif character == "{":
                head = self.text[start:at]
                after = closing(self.text, at)
                kind = kind_of(head, self.text[after:after + 200].lstrip()[:1])
                if kind == "initialiser":
                    at = after
                    continue
                if kind == "function":
                    self.add_function(start, head, after)
                    public += access == "public" and is_method(head, of_class[1])
                elif kind:
                    self.read_scope(at + 1, after - 1, kind if kind != "namespace" else None)
                start = at = after
            else:
                at += 1
        if of_class:
            self.classes.append((public, f"{self.path}: {of_class[1]}"))

    def add_function(self, start, head, after):
        first = self.text.count("\n", 0, start + len(head) - len(head.lstrip())) + 1
        last = self.text.count("\n", 0, after) + 1
        name = re.findall(r"[\w:~]+(?=\s*\()", without_angles(head)) or ["(lambda)"]
        if not name[0].endswith("_data"):  # a table of Qt Test: the bound of the file is enough
            self.functions.append((last - first + 1, f"{self.path}: {name[0]}"))


def kind_of(head, following):
    """What the brace behind `head` opens: "function", "namespace", ("class", name), "initialiser", or "" for an enum."""
    plain = without_angles(head)
    if re.search(r"\bnamespace\b|\bextern\s*$", plain):
        return "namespace"
    if re.search(r"\benum\b", plain) and "(" not in plain:
        return ""
    declared = CLASS.match(re.sub(r"\btemplate\b|\brequires\b[^;]*?(?=\b(?:class|struct)\b)", " ", plain))
    if declared and "=" not in plain:
        return (declared[1], declared[2])
    if "(" not in plain or "=" in without_parentheses(plain):
        return "initialiser"
    members = re.search(r"\)[^():]*:(?!:)", plain) # of a constructor
    if members and re.search(r"[\w>]\s*$", plain) and following in (",", "{"):
        return "initialiser"
    return "function"


def is_method(declaration, of_class):
    """Whether it is a function other than a constructor, a destructor, an operator, a friend, a deleted one or a type."""
    plain = without_angles(OPERATOR.sub("", declaration))
    if re.search(r"\b(?:friend|using|typedef|static_assert)\b|=\s*delete|~", plain):
        return 0
    name = re.search(r"(\w+)\s*\(", plain)
    if not name or name[1] == of_class or "=" in plain[:name.start()]:
        return 0
    return int(bool(re.search(r"\w[\w\s:&*>]*\s[&*]*$|\w[&*]+$", plain[:name.start()])))


def summary(what, where, sizes):
    sizes = sorted(sizes, reverse=True)
    numbers = [size for size, _ in sizes][::-1]
    print(f"{what} ({where}): {len(numbers)}, median {numbers[len(numbers) // 2]}, p90 {numbers[len(numbers) * 9 // 10]}, "
          f"maximum {numbers[-1]}")
    print("".join(f"  {size:5} {name}\n" for size, name in sizes[:LARGEST]), end="")
    return [f"{what} above {LARGER.get(name, BOUNDS[what])}: {size} {name}" for size, name in sizes
            if size > LARGER.get(name, BOUNDS[what])]


SELF_TEST = """
namespace a {
template <class T = int>
class B : public C<T> {
public:
    B() : m_a{1}, m_b(2) {
    }
    Q_PROPERTY(int x READ x)
    int x() const { return f({1, 2}); }
    static constexpr auto fields() { return std::tuple{1}; }
    const QList<int>& y();
    bool operator==(const B&) const = default;
    struct Inner { int z; void w(); };
    std::function<void(int)> g = [](int) { };
Q_SIGNALS:
    void changed();
private:
    void hidden();
    int m_a{0};
};
const std::map<int, int> table{{1, 2}, {3, 4}};
int free(char c = '{')
{
    return [] { return 1; }(); // }
}
}
"""


def main():
    test = Sizes("t", SELF_TEST)
    assert sorted(test.classes) == [(1, "t: Inner"), (3, "t: B")], test.classes
    assert sorted(test.functions) == [(1, "t: fields"), (1, "t: x"), (2, "t: B"), (4, "t: free")], test.functions
    files = subprocess.run(["git", "ls-files", "*.cpp", "*.h", "*.qml"], capture_output=True, text=True, check=True).stdout.split()
    texts = {path: open(path, encoding="utf-8").read() for path in files}
    found = summary("QML file", "all", [(text.count("\n"), path) for path, text in texts.items() if path.endswith(".qml")])
    larger = set()
    for where in "product", "tests":
        read = [Sizes(path, text) for path, text in texts.items()
                if not path.endswith(".qml") and path.startswith("tests/") == (where == "tests")]
        found += summary("file", where, [(sizes.text.count("\n"), sizes.path) for sizes in read])
        functions = [function for sizes in read for function in sizes.functions]
        classes = [one for sizes in read for one in sizes.classes]
        found += summary("function", where, functions) + summary("public functions", where, classes)
        larger |= {name for size, name in functions if size > BOUNDS["function"]}
        larger |= {name for size, name in classes if size > BOUNDS["public functions"]}
    found += [f"not larger, remove it from LARGER: {name}" for name in LARGER if name not in larger]
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
