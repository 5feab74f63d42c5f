/* help_scripts.c - netlatch help scripts: lines for scripts and management systems, ready to copy.
 *
 * Sources: Microsoft's pages on Intune remediations (the detection script's exit code 1 starts the
 * remediation, every other code means no issue; 2,048 characters of output), on schtasks, and on computer
 * start-up scripts of Group Policy (run as SYSTEM; a share is reached as the computer's account). */
#include "help_scripts.h"

#include "output.h"

#define PROGRAM_PS "& \"$env:ProgramFiles\\netlatch\\netlatch.exe\""
#define PROGRAM_CMD "\"%ProgramFiles%\\netlatch\\netlatch.exe\""
#define LOG_PS "\"$env:ProgramData\\netlatch.log\""

static const struct {
    const char *title;
    const char *note; /* what to know beside the lines */
    const char *lines;
} parts[] = {
    {"PowerShell",
     NL_T(
         "Change, keep a log, read the result. 0: everything requested is met; 3: some of it cannot "
         "be met here; 3010: a restart is needed."),
     NL_PACK("  $text = " PROGRAM_PS
             " apply --profile office-client --yes --leave-out all --format json"
             " --log " LOG_PS "\n"
             "  $code = $LASTEXITCODE\n"
             "  $result = $text | Out-String | ConvertFrom-Json\n"
             "  $result.unmet | Format-Table id, reason\n"
             "  if ($code -notin 0, 3, 3010) { throw \"netlatch: $code, $($result.outcome)\" }\n")},
    {"cmd",
     NL_T(
         "Only look: the report goes to a file, one line to the screen, and 2 says that something is "
         "not as the profile requests."),
     NL_PACK("  " PROGRAM_CMD " audit --profile office-client --format json --output"
             " \"%ProgramData%\\netlatch.json\" --line --exit-code\n"
             "  if %errorlevel% equ 2 echo not as requested\n")},
    {NL_T("Group Policy: computer start-up script"),
     NL_T(
         "It runs as SYSTEM and reaches a share as the computer's account. Give Domain Computers the "
         "right to create files there, and no right to read them."),
     NL_PACK("  \"%~dp0netlatch.exe\" audit --profile office-client --format json --output"
             " \"\\\\server\\audits$\\%COMPUTERNAME%.json\" --quiet\n")},
    {NL_T("Many machines, in PowerShell"),
     NL_T("The folder of those audits as one list, the worst first; the first thirty of it are "
          "changed. Once they have reported again, --since with a copy of the folder says what got "
          "better."),
     NL_PACK(
         "  " PROGRAM_PS
         " fleet '\\\\server\\audits$' --expect machines.txt --stale 8d --format csv"
         " --output fleet.csv\n"
         "  $wave = Import-Csv fleet.csv | Where-Object status -eq seen | Select-Object -First 30\n"
         "  Invoke-Command -ComputerName $wave.machine -ScriptBlock { " PROGRAM_PS
         " apply --profile office-client --yes --leave-out all --quiet --log " LOG_PS " }\n")},
    {NL_T("Intune: detection script of a remediation"),
     NL_T("Intune remediates on exit code 1 alone, and shows the last line of the output. An audit "
          "that fails is no drift, so it must not start a change. Run it in 64-bit PowerShell."),
     NL_PACK("  " PROGRAM_PS " audit --profile office-client --format line --exit-code\n"
             "  if ($LASTEXITCODE -eq 2) { exit 1 } else { exit 0 }\n")},
    {NL_T("Intune: remediation script"),
     NL_T(
         "Intune takes anything on the standard error for a failure, so that goes to the log alone."),
     NL_PACK("  " PROGRAM_PS " apply --profile office-client --yes --leave-out all --log " LOG_PS
             " 2>$null\n"
             "  if ($LASTEXITCODE -in 0, 3, 3010) { exit 0 } else { exit 1 }\n")},
    {"Task Scheduler",
     NL_T(
         "Every night, as SYSTEM: also for adapters that came since, which begin with NetBIOS on."),
     NL_PACK(
         "  schtasks /Create /TN netlatch /RU SYSTEM /SC DAILY /ST 03:00 /TR \"\\\"C:\\Program Files\\netlatch\\netlatch.exe\\\""
         " apply --profile office-client --yes --leave-out all --log C:\\ProgramData\\netlatch.log\"\n")},
    {"DSC v3",
     NL_T(
         "After netlatch install --path: netlatch help dsc. set also needs \"acceptedRisks\" where the plan raises risks."),
     NL_PACK(
         "  dsc resource test --resource Netlatch/Settings --input '{\"profile\": \"office-client\"}'\n"
         "  dsc resource set --resource Netlatch/Settings --input '{\"settings\": {\"dcom.enabled\": "
         "\"no\"}}'\n")},
    {"Ansible",
     NL_T("The program itself is a module: put netlatch.exe into the folder library beside the "
          "playbook, or into plugins/modules of a collection. It knows check mode and diff, and "
          "answers with changed, failed, msg and reboot_required. from names a recording."),
     NL_PACK("  - name: five ports\n"
             "    netlatch:\n"
             "      profile: office-client\n"
             "      settings: {\"netbios.adapter[*]\": disabled}\n"
             "      accepted_risks: [netbios-off-wins]\n")},
};

void nl_help_scripts(struct nl_app *app, struct nl_text *out)
{
    nl_paragraph(app, out,
                 nl_word(app, NL_T("netlatch install puts the program where these lines expect it. "
                                   "Put the profile that you chose in the place of office-client; "
                                   "a profile file is named by its path. The exit codes: netlatch "
                                   "help exit-codes.")),
                 0, 0);
    for (size_t i = 0; i < NL_COUNT_OF(parts); i++) {
        nl_text_format(out, "\n%s%s%s\n", app->color ? "\033[1m" : "", nl_word(app, parts[i].title),
                       app->color ? "\033[0m" : "");
        nl_paragraph(app, out, nl_word(app, parts[i].note), 2, 0);
        nl_text_add(out, parts[i].lines);
    }
}
