# wine_install.bats - install puts the program where users cannot write, uninstall removes exactly that.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

programs='C:\Program Files\netlatch'
source_key='HKLM\SYSTEM\CurrentControlSet\Services\EventLog\Application\netlatch'
path_key='HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment'

folder() { printf '%s/drive_c/Program Files/netlatch' "$WINEPREFIX"; }

@test "install --path and uninstall: the registry and the folders are as before" {
    wine_snapshot "$BATS_TEST_TMPDIR/first.reg"
    run netlatch install --path
    expect_code 0
    expect_out "$programs"
    cmp "$(folder)/netlatch.exe" "$NETLATCH_EXE"
    [[ $(wine_reg_value "$source_key" EventMessageFile) == "$programs"'\netlatch.exe' ]]
    [[ $(wine_reg_value "$path_key" Path) == *";$programs" ]]
    # Again: nothing more.
    run netlatch install --path
    expect_code 0
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
    [[ ! -e $(folder)/netlatch.exe ]]
}

@test "an event source that was registered from elsewhere stays" {
    wine_reg add "$source_key" /v EventMessageFile /t REG_EXPAND_SZ /d 'D:\tools\netlatch.exe' /f
    run netlatch uninstall
    expect_code 0
    [[ -n $(wine_reg_value "$source_key" EventMessageFile) ]]
    run netlatch events remove
    expect_code 0
}
