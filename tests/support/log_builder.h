/* log_builder.h - log files of a hive made for a test, of both forms. */
#ifndef NL_TESTS_LOG_BUILDER_H
#define NL_TESTS_LOG_BUILDER_H

#include <stddef.h>
#include <stdint.h>

/* Fixed buffers, large enough for every test. */
enum { LOG_ROOM = 1024 * 1024 };
struct log_file {
    uint8_t bytes[LOG_ROOM];
    size_t size;
};

/* A base block like that of hive (its first 512 bytes) with that kind: 6 for the new form, 1 for the
 * old one. */
void log_begin(struct log_file *log, const uint8_t *hive, uint32_t kind, uint32_t sequence);

/* Appends an entry that makes the bins before into the bins after, page by page of 4096 bytes; at least
 * one page stands in it. Returns where it begins. */
size_t log_add(struct log_file *log, uint32_t sequence, const uint8_t *before, size_t before_size,
               const uint8_t *after, size_t after_size);

/* Makes the hashes of an entry right again. */
void log_hash(struct log_file *log, size_t at);

/* Old form: bitmap and pages of 512 bytes that differ. */
void log_add_old(struct log_file *log, const uint8_t *before, size_t before_size,
                 const uint8_t *after, size_t after_size);

/* Sequence numbers and checksum of a base block; damage spoils the checksum. */
void log_base(uint8_t *base, uint32_t primary, uint32_t secondary);

void log_put32(uint8_t *at, uint32_t number);
uint32_t log_get32(const uint8_t *at);

#endif
