#!/usr/bin/env python3
"""check_banned.py - calls and habits that have no place in src/.

Each rule is a row: a pattern over code without comments and strings, where it does not
apply, and what to do instead.
"""

import re

import checking

LOADER = "src/host/windows/win_load.c"

# Starting the same program again with the rights of an administrator, on a person's word.
ELEVATE = "src/host/windows/win_elevate.c"

# What the guard does with a netlatch that hangs.
LOCK = "src/host/windows/win_lock.c"

# The end of a program whose stack was written over.
STACK_GUARD = "src/host/windows/win_stack_guard.c"


def call(names):
    return re.compile(r"(?<![\w.>])(%s)\s*\(" % names)


# pattern, prefixes of paths where it is allowed, why
RULES = [
    (call("strcpy|strcat|sprintf|vsprintf|strncpy|strncat|wcscpy|wcscat|wcsncpy|wcsncat|swprintf"
          "|lstrcpyW?|lstrcatW?|wsprintfW?|gets|stpcpy"),
     (), "knows nothing of the room there is: use base/text.h"),
    (call("strtok|strtok_r|wcstok"), (), "changes its input: walk the text instead"),
    (call("atoi|atol|atoll|atof|sscanf|vsscanf|swscanf|scanf|fscanf|_wtoi|_wtol"),
     (), "cannot report an error: use base/text.h or strtoul"),
    (call("alloca|_alloca|__builtin_alloca"), (), "an overflow that no one can catch"),
    (call("system|_wsystem|popen|_popen|_wpopen|fork|vfork|exec[lv]p?e?|posix_spawnp?|_w?spawn\\w*|_w?exec\\w*"
          "|WinExec|CreateProcess\\w*"),
     (), "no child processes: netsh, sc and reg are not an API"),
    (call("ShellExecute\\w*"), (ELEVATE,),
     "no child processes: only win_elevate.c starts netlatch itself again, elevated"),
    (call(r"LoadLibrary\w*|GetProcAddress|LoadPackagedLibrary"), (LOADER,),
     "functions are loaded in win_load.c only, from System32 only"),
    (call("GetVersionEx[AW]?|GetVersion"), (), "lies without a manifest entry: use RtlGetVersion"),
    (call(r"[A-Z][A-Za-z0-9]*[a-z0-9]A"), (), "call the W function: text is UTF-16 at that edge"),
    (call(r"_T|_TEXT|TEXT"), (), "no TCHAR: text is UTF-16 or UTF-8, and the code says which"),
    (re.compile(r"\b(TCHAR|LPTSTR|LPCTSTR)\b"), (), "no TCHAR: text is UTF-16 or UTF-8, and the code says which"),
    (call("exit|_exit|_Exit|quick_exit|ExitProcess"), ("src/app/",),
     "rooms below app return an error, they do not end the program"),
    (call("TerminateProcess"), (LOCK, STACK_GUARD),
     "only a netlatch that hangs with the lock, or whose stack was written over, is ended"),
    (re.compile(r"(?:=|\breturn)\s*nl_(?:decimal|hex)\s*\([^;]*\)\s*\.text\s*;"), (),
     "the text lives to the end of the expression only: keep the struct nl_number"),
    (call("printf|vprintf|puts|putchar|perror|wprintf|fprintf|vfprintf|fwprintf|psignal"),
     ("src/app/", "src/host/posix/posix_console.c"), "rooms below app do not print"),
    (call("setlocale|_wsetlocale"), ("src/app/",), "the locale is the program's, not a room's"),
    (call("rand|srand|random|srandom"), (), "not random: the journal and ids want unique names"),
    (call("tmpnam|mktemp|tempnam|_wtempnam"), (), "races: create the file with exclusive access"),
    (re.compile(r"//"), (), "/* comments */ only: // is for lines on their way out"),
    (re.compile(r"[(&|]\s*(NULL|-?\d+)\s*[=!]="), (), "no Yoda conditions"),
    (re.compile(r"#\s*pragma\s+(GCC|clang)\s+diagnostic"), (), "no warning is switched off"),
    (re.compile(r"__attribute__\s*\(\s*\(\s*cleanup"), (), "one cleanup label instead"),
]
# Strings are searched as well: a name handed to the loader, or a program to be run.
STRING_RULES = [
    (re.compile(r"^\s*#\s*include\s*[\"<][^\">]*\.c[\">]", re.MULTILINE), (), "never include a .c file"),
    (re.compile(r'"[A-Z][a-z]+[A-Za-z0-9]*[a-z]A"'), (), "the W function, also when it is loaded"),
    (re.compile(r'L?"[^"]*\b(cmd|netsh|secedit|auditpol|powershell|regedit|reg|sc)\.exe\b[^"]*"', re.IGNORECASE),
     ("src/report/", "src/app/", "src/model/", "src/plan/"), "no child processes"),
]


def check(root):
    for file in checking.files(root, "src", ".c", ".h"):
        path = checking.relative(file, root)
        text = file.read_text(encoding="utf-8")
        for rules, code in ((RULES, checking.code_only(text)),
                            (STRING_RULES, checking.code_only(text, keep_strings=True))):
            for pattern, allowed, why in rules:
                if path.startswith(tuple(allowed)):
                    continue
                for match in pattern.finditer(code):
                    line = code.count("\n", 0, match.start()) + 1
                    yield "%s:%d: %s: %s" % (path, line, match.group(0).strip(), why)


def bad(line, words, path="src/plan/plan.c"):
    return {path: "int x;\n%s\n" % line}, words


BAD = [
    bad("strcpy(a, b);", "strcpy"), bad("sprintf (a, b);", "sprintf"), bad("strtok(a, b);", "strtok"),
    bad("n = atoi(a);", "atoi"), bad("sscanf(a, b);", "sscanf"), bad("p = alloca(3);", "alloca"),
    bad("system(a);", "system"), bad("_wsystem(a);", "_wsystem"),
    bad("CreateProcessW(a);", "CreateProcessW", "src/host/windows/win_a.c"),
    bad("ShellExecuteExW(&a);", "ShellExecuteExW", "src/app/wiring_windows.c"),
    bad("execvp(a, b);", "execvp", "src/host/posix/a.c"),
    bad("LoadLibraryExW(a, 0, 0);", "LoadLibraryExW", "src/host/windows/win_host.c"),
    bad("GetProcAddress(a, b);", "GetProcAddress", "src/host/windows/win_host.c"),
    bad("GetVersionExW(&a);", "GetVersionExW", "src/host/windows/win_host.c"),
    bad("RegOpenKeyExA(a);", "RegOpenKeyExA", "src/host/windows/win_registry.c"),
    bad('load(m, "RegOpenKeyExA");', "RegOpenKeyExA", LOADER),
    bad("TCHAR a[3];", "TCHAR", "src/host/windows/win_a.c"),
    bad("exit(1);", "exit"), bad('printf("a");', "printf"), bad('fprintf(stderr, "a");', "fprintf"),
    bad("const char *code = nl_decimal(value->code).text;", "lives to the end"),
    bad("code = nl_hex(\n    f(code)).text;", "lives to the end"), bad("return nl_decimal(1).text;", "lives to the end"),
    bad("TerminateProcess(a, 1);", "TerminateProcess", "src/host/windows/win_a.c"),
    bad("int a; // why", "//"), bad("if (NULL == a)", "Yoda"), bad("if (a && 0 != b)", "Yoda"),
    bad('#include "plan/order.c"', "never include a .c"),
    bad('#pragma GCC diagnostic ignored "-Wcast-qual"', "no warning"),
    bad('run(L"netsh.exe advfirewall");', "no child", "src/host/windows/win_a.c"),
]
GOOD = [
    {"src/plan/plan.c": '/* strcpy(a, b) */\nconst char *a = "http://x.example/ system(1)";\n'},
    {"src/app/main.c": 'printf("a");\nexit(0);\n'},
    {"src/plan/a.c": "nl_text_strcpy(a);\nops->exit(a);\nx.system(a);\nif (a == NULL || b != 0)\n    c = 'a';\n"},
    {"src/plan/a.c": "struct nl_number code = nl_decimal(1);\nsay(nl_decimal(2).text);\n"
                     "x = copy(arena, nl_decimal(3).text);\n"},
    {LOADER: "LoadLibraryExW(name, NULL, LOAD_LIBRARY_SEARCH_SYSTEM32);\n"},
    {"src/host/windows/win_a.c": "RegOpenKeyExW(a);\nWSAStartup(b);\nNL_DATA(c);\n"},
]

if __name__ == "__main__":
    checking.main("check_banned", check, BAD, GOOD)
