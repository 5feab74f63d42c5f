/* main.h - the program. */
#ifndef NL_APP_MAIN_H
#define NL_APP_MAIN_H

/* Runs the program: argv in UTF-8. */
int nl_app_main(int argc, const char *const *argv);

#endif
