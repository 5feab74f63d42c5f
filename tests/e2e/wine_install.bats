# wine_install.bats - install puts the program where users cannot write, uninstall removes exactly that.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

programs='C:\Program Files\netlatch'
source_key='HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\netlatch'
path_key='HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'

manifest=netlatch.dsc.resource.json

folder() { printf '%s/drive_c/Program Files/netlatch' "$WINEPREFIX"; }

@test "install --path and uninstall: the registry and the folders are as before" {
    wine_snapshot "$BATS_TEST_TMPDIR/first.reg"
    run netlatch install --path
    expect_code 0
    expect_out "$programs"
    cmp "$(folder)/netlatch.exe" "$NETLATCH_EXE"
    "$NL_WINE" exec "$NETLATCH_EXE" dsc manifest >"$BATS_TEST_TMPDIR/manifest.json" 3>&-
    cmp "$(folder)/$manifest" "$BATS_TEST_TMPDIR/manifest.json"
    [[ $(wine_reg_value "$source_key" EventMessageFile) == "$programs"'\netlatch.exe' ]]
    [[ $(wine_reg_value "$path_key" Path) == *";$programs" ]]
    # Again: nothing more, and an older manifest is replaced like an older program.
    printf '{}\n' >"$(folder)/$manifest"
    run netlatch install --path
    expect_code 0
    cmp "$(folder)/$manifest" "$BATS_TEST_TMPDIR/manifest.json"
    [[ $(ls "$(folder)" | wc -l) == 2 ]]
    [[ $(wine_reg_value "$path_key" Path) != *"$programs"*"$programs"* ]]
    run netlatch uninstall
    expect_code 0
    [[ ! -e $(folder) ]]
    wine_snapshot "$BATS_TEST_TMPDIR/now.reg"
    diff "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg" >&2
    run netlatch uninstall
    expect_code 0
    expect_out "was not installed"
}

@test "the installed program uninstalls itself: what runs goes with the next start" {
    run netlatch install
    expect_code 0
    [[ -z $(wine_reg_value "$path_key" Path | grep -F netlatch) ]]
    run "$NL_WINE" exec "$(folder)/netlatch.exe" uninstall 3>&-
    expect_code 0
    [[ -z $(wine_reg_value "$source_key" EventMessageFile) ]]
    [[ ! -e $(folder)/netlatch.exe && ! -e $(folder)/$manifest ]]
}

@test "a manifest with other contents is somebody else's: it stays, and that is said" {
    rm -rf "$(folder)" # what a program that uninstalled itself leaves until Windows starts
    run netlatch install
    expect_code 0
    printf ' ' >>"$(folder)/$manifest"
    run netlatch uninstall
    expect_code 0
    expect_out "Uninstalled."
    expect_out "$manifest in $programs was changed"
    [[ ! -e $(folder)/netlatch.exe && -e $(folder)/$manifest ]]
    # Whoever puts back what was written there gets it removed, and the folder with it.
    "$NL_WINE" exec "$NETLATCH_EXE" dsc manifest >"$(folder)/$manifest" 3>&-
    run netlatch uninstall
    expect_code 0
    expect_out "Uninstalled."
    [[ ! -e $(folder) ]]
}

@test "a manifest that cannot be written: nothing of it stays installed" {
    wine_snapshot "$BATS_TEST_TMPDIR/first.reg"
    mkdir -p "$(folder)/$manifest/kept"
    run netlatch install --path
    expect_code 5
    expect_out "$manifest"
    [[ ! -e $(folder)/netlatch.exe && -d $(folder)/$manifest/kept ]]
    [[ $(ls "$(folder)" | wc -l) == 1 ]]
    wine_snapshot "$BATS_TEST_TMPDIR/now.reg"
    diff "$BATS_TEST_TMPDIR/first.reg" "$BATS_TEST_TMPDIR/now.reg" >&2
    rm -r "$(folder)"
}

@test "an event source that was registered from elsewhere stays" {
    wine_reg add "$source_key" /v EventMessageFile /t REG_EXPAND_SZ /d 'D:\tools\netlatch.exe' /f
    run netlatch uninstall
    expect_code 0
    [[ -n $(wine_reg_value "$source_key" EventMessageFile) ]]
    run netlatch events remove
    expect_code 0
}
