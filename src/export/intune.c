/* intune.c - the pair of scripts of an Intune remediation.
 *
 * Both are ASCII: Windows PowerShell takes a file without a byte order mark for the system's code page, and
 * Intune wants none in a signed script. Only the last line of the output is reported. */
#include "intune.h"

/* Intune's agent is a 32-bit process unless it is told otherwise, and ProgramFiles then another folder. */
static const char *const find_program =
    NL_PACK("$folder = $env:ProgramFiles\n"
            "if ($env:ProgramW6432) {\n"
            "    $folder = $env:ProgramW6432\n"
            "}\n"
            "$netlatch = Join-Path $folder 'netlatch\\netlatch.exe'\n"
            "if (-not (Test-Path -LiteralPath $netlatch)) {\n"
            "    Write-Output 'netlatch is not installed: run netlatch install first.'\n"
            "    exit 1\n"
            "}\n");

/* A name that nobody can guess: others may write to the folder. */
static const char *const write_profile = NL_PACK(
    "$file = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid().ToString() + '.json')\n"
    "[IO.File]::WriteAllText($file, $wanted)\n"
    "$name = $file\n");

static void begin(struct nl_text *out, const struct nl_export *list,
                  const struct nl_export_context *context)
{
    nl_export_head(out, list, "# ");
    nl_text_add(out, find_program);
    if (context->profile_word) {
        nl_text_format(out, "$file = $null\n$name = '%s'\n", context->profile_word);
    } else {
        nl_text_format(out, "$wanted = @'\n%s'@\n", context->profile_json);
        nl_text_add(out, write_profile);
    }
    nl_text_add(out, "try {\n");
}

static void end(struct nl_text *out, const char *decision)
{
    nl_text_add(out, NL_PACK("    $code = $LASTEXITCODE\n"
                             "} finally {\n"
                             "    if ($file) {\n"
                             "        Remove-Item -LiteralPath $file\n"
                             "    }\n"
                             "}\n"
                             "Write-Output ($lines | Select-Object -Last 1)\n"));
    nl_text_add(out, decision);
}

void nl_intune_write(struct nl_arena *arena, const struct nl_export *list,
                     const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text detect;
    struct nl_text remediate;
    nl_text_init(&detect, arena);
    nl_text_init(&remediate, arena);
    begin(&detect, list, context);
    nl_text_add(&detect,
                NL_PACK("    $lines = & $netlatch audit --profile $name --format line --exit-code "
                        "--lang en 2>$null\n"));
    end(&detect, "# What could not be judged is an issue, too: netlatch apply then says why.\n"
                 "if ($code -eq 0) {\n    exit 0\n}\nexit 1\n");
    begin(&remediate, list, context);
    nl_text_format(
        &remediate,
        NL_PACK("    $lines = & $netlatch apply --profile $name --yes --lang en%s 2>&1\n"),
        context->arguments);
    end(&remediate, "# 3010: done, and a restart of Windows is needed.\n"
                    "if (($code -eq 0) -or ($code -eq 3010)) {\n    exit 0\n}\nexit 1\n");
    nl_export_add_text(out_files, "detect.ps1", &detect);
    nl_export_add_text(out_files, "remediate.ps1", &remediate);
}
