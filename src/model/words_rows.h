/* words_rows.h - the tables of translations, for words.c and the tests alone.
 *
 * A sentence of the program is its own key: the English must stand here exactly as in NL_T.
 * scripts/check_words.py says which sentence has no translation and which translation no sentence.
 * An argument that is a name and never a wording is {=1} in the translation instead of {1}.
 * Commands, ids, words on the wire and names of files, services and values stay as they are; what
 * Windows shows to a person is called as Chinese Windows calls it. */
#ifndef NL_MODEL_WORDS_ROWS_H
#define NL_MODEL_WORDS_ROWS_H

struct nl_word_pair {
    const char *english;
    const char *text;
};

/* Each ends with a row of two NULLs. One file each: words_<subject>.c. */
extern const struct nl_word_pair nl_words_zh_app_command[];
extern const struct nl_word_pair nl_words_zh_app_guard[];
extern const struct nl_word_pair nl_words_zh_app_option[];
extern const struct nl_word_pair nl_words_zh_apply[];
extern const struct nl_word_pair nl_words_zh_article[];
extern const struct nl_word_pair nl_words_zh_base[];
extern const struct nl_word_pair nl_words_zh_catalogue[];
extern const struct nl_word_pair nl_words_zh_component_directory[];
extern const struct nl_word_pair nl_words_zh_component_remote[];
extern const struct nl_word_pair nl_words_zh_component_share[];
extern const struct nl_word_pair nl_words_zh_component_system[];
extern const struct nl_word_pair nl_words_zh_event[];
extern const struct nl_word_pair nl_words_zh_risk[];
extern const struct nl_word_pair nl_words_zh_host_file[];
extern const struct nl_word_pair nl_words_zh_host_hive[];
extern const struct nl_word_pair nl_words_zh_host_windows[];
extern const struct nl_word_pair nl_words_zh_plan_exposure[];
extern const struct nl_word_pair nl_words_zh_plan_firewall[];
extern const struct nl_word_pair nl_words_zh_plan_risk[];
extern const struct nl_word_pair nl_words_zh_plan_judge[];
extern const struct nl_word_pair nl_words_zh_plan_presence[];
extern const struct nl_word_pair nl_words_zh_profile[];
extern const struct nl_word_pair nl_words_zh_report[];
extern const struct nl_word_pair nl_words_zh_value[];
extern const struct nl_word_pair nl_words_zh_wizard[];

/* All of them; ends with NULL. */
extern const struct nl_word_pair *const nl_words_zh[];

#endif
