/* task.c - a task for the Task Scheduler: at the start of Windows, whenever a network is connected, and daily,
 * so that adapters that come later are reached, too. */
#include "task.h"

#include "base/xml.h"

/* Event 10000 of this log: a network was connected. */
#define CONNECTED                                                                                  \
    "<QueryList><Query Id=\"0\" Path=\"Microsoft-Windows-NetworkProfile/Operational\">"            \
    "<Select Path=\"Microsoft-Windows-NetworkProfile/Operational\">*[System[EventID=10000]]"       \
    "</Select></Query></QueryList>"

static const char *const triggers_begin = NL_PACK("  <Triggers>\n"
                                                  "    <BootTrigger>\n"
                                                  "      <Delay>PT1M</Delay>\n"
                                                  "    </BootTrigger>\n"
                                                  "    <EventTrigger>\n"
                                                  "      <Subscription>");

/* A second run waits for the first: the adapter that it is for may have come too late for that one. */
static const char *const settings =
    NL_PACK("</Subscription>\n"
            "    </EventTrigger>\n"
            "    <CalendarTrigger>\n"
            "      <StartBoundary>2026-01-01T12:00:00</StartBoundary>\n"
            "      <ScheduleByDay>\n"
            "        <DaysInterval>1</DaysInterval>\n"
            "      </ScheduleByDay>\n"
            "    </CalendarTrigger>\n"
            "  </Triggers>\n"
            "  <Principals>\n"
            "    <Principal id=\"System\">\n"
            "      <UserId>S-1-5-18</UserId>\n"
            "      <RunLevel>HighestAvailable</RunLevel>\n"
            "    </Principal>\n"
            "  </Principals>\n"
            "  <Settings>\n"
            "    <MultipleInstancesPolicy>Queue</MultipleInstancesPolicy>\n"
            "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n"
            "    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>\n"
            "    <StartWhenAvailable>true</StartWhenAvailable>\n"
            "    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>\n"
            "  </Settings>\n"
            "  <Actions Context=\"System\">\n"
            "    <Exec>\n"
            "      <Command>%ProgramFiles%\\netlatch\\netlatch.exe</Command>\n"
            "      <Arguments>");

static const char *const description = NL_PACK(
    "Applies a netlatch profile. Last Run Result is the exit code of netlatch apply: 0 done; 0xBC2 "
    "(3010) done, a restart is needed; 3 some requests are unmet; 4 risks are not accepted; 1, 5, "
    "6 and 64 failed.");

void nl_task_write(struct nl_arena *arena, const struct nl_export *list,
                   const struct nl_export_context *context, struct nl_export_files *out_files)
{
    struct nl_text out;
    const char *file = nl_arena_format(arena, "%s.json", list->profile->name);
    nl_text_init(&out, arena);
    nl_text_add(&out, NL_PACK("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"));
    nl_export_head_xml(&out, list);
    nl_text_add(&out, NL_PACK("<Task version=\"1.2\" "
                              "xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n"
                              "  <RegistrationInfo>\n    <Description>"));
    nl_xml_add(&out, description);
    nl_text_add(&out, NL_PACK("</Description>\n  </RegistrationInfo>\n"));
    nl_text_add(&out, triggers_begin);
    nl_xml_add(&out, CONNECTED);
    nl_text_add(&out, settings);
    nl_xml_add(&out, nl_arena_format(arena, NL_PACK("apply --profile %s --yes --quiet%s"),
                                     context->profile_word ? context->profile_word
                                                           : nl_arena_format(arena, ".\\%s", file),
                                     context->arguments));
    nl_text_add(&out,
                NL_PACK("</Arguments>\n"
                        "      <WorkingDirectory>%ProgramFiles%\\netlatch</WorkingDirectory>\n"
                        "    </Exec>\n  </Actions>\n</Task>\n"));
    nl_export_add_utf16(out_files, "netlatch.xml", &out);
    if (!context->profile_word) {
        struct nl_text profile;
        nl_text_init(&profile, arena);
        nl_text_add(&profile, context->profile_json);
        nl_export_add_text(out_files, file, &profile);
    }
}
