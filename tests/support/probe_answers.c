/* probe_answers.c - answers to the questions of a probe, each right as it is. */
#include "probe_answers.h"

#include "probe/endpoint_map.h"
#include "probe/node_status.h"
#include "probe/smb2.h"

void probe_answer_node_status(struct nl_packet *p)
{
    nl_packet_be16(p, NL_NODE_STATUS_ID);
    nl_packet_be16(p, 0x8400);
    nl_packet_be16(p, 0);
    nl_packet_be16(p, 1);
    nl_packet_zeros(p, 4);
    nl_netbios_name_encode(p, "*", '\0', 0);
    nl_packet_be16(p, 0x21);
    nl_packet_be16(p, 1);
    nl_packet_zeros(p, 4);
    nl_packet_be16(p, 1 + 2 * 18 + 46);
    nl_packet_u8(p, 2);
    nl_packet_bytes(p, "LATCH          \0\x04", 17);
    nl_packet_u8(p, 0);
    nl_packet_bytes(p, "WORKGROUP      \0\x84", 17);
    nl_packet_u8(p, 0);
    nl_packet_bytes(p, "\x02\0\0\0\0\x01", 6);
    nl_packet_zeros(p, 40);
}

const uint8_t probe_answer_spnego[] = {
    0x60, 0x33, 0x06, 0x06, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x02, 0xA0, 0x29, 0x30, 0x27,
    0xA0, 0x25, 0x30, 0x23, 0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02,
    0x02, 0x1E, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02, 0x06,
    0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0A};

void probe_answer_spnego_blob(struct nl_packet *p)
{
    nl_packet_bytes(p, probe_answer_spnego, sizeof probe_answer_spnego);
}

static void smb2_head(struct nl_packet *p, uint16_t command, uint32_t status)
{
    nl_packet_bytes(p, "\xFESMB", 4);
    nl_packet_le16(p, 64);
    nl_packet_le16(p, 0);
    nl_packet_le32(p, status);
    nl_packet_le16(p, command);
    nl_packet_le16(p, 1);
    nl_packet_le32(p, 1);
    nl_packet_le32(p, 0);
    nl_packet_le64(p, command);
    nl_packet_zeros(p, 32);
}

void probe_answer_smb2_negotiate(struct nl_packet *p)
{
    smb2_head(p, NL_SMB2_NEGOTIATE, 0);
    nl_packet_le16(p, 65);
    nl_packet_le16(p, 3);
    nl_packet_le16(p, 0x0311);
    nl_packet_le16(p, 3);
    nl_packet_bytes(p, "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x8B\x8C\x8D\x8E\x8F", 16);
    nl_packet_le32(p, 0x2F);
    nl_packet_le32(p, 0x800000);
    nl_packet_le32(p, 0x800000);
    nl_packet_le32(p, 0x800000);
    nl_packet_le64(p, UINT64_C(133000000000000000));
    nl_packet_le64(p, 0);
    nl_packet_le16(p, PROBE_ANSWER_BLOB_AT);
    nl_packet_le16(p, sizeof probe_answer_spnego);
    nl_packet_le32(p, PROBE_ANSWER_CONTEXTS_AT);
    nl_packet_bytes(p, probe_answer_spnego, sizeof probe_answer_spnego);
    nl_packet_zeros(p,
                    PROBE_ANSWER_CONTEXTS_AT - PROBE_ANSWER_BLOB_AT - sizeof probe_answer_spnego);
    nl_packet_bytes(p, "\x02\0\x04\0\0\0\0\0\x01\0\x02\0\0\0\0\0", 16);     /* encryption */
    nl_packet_bytes(p, "\x03\0\x0A\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\0", 18); /* compression */
    nl_packet_zeros(p, 6);
    nl_packet_bytes(p, "\x08\0\x04\0\0\0\0\0\x01\0\x02\0", 12); /* signing */
}

void probe_answer_ntlm_challenge(struct nl_packet *p)
{
    nl_packet_bytes(p, "NTLMSSP\0", 8);
    nl_packet_le32(p, 2);
    nl_packet_le16(p, 10);
    nl_packet_le16(p, 10);
    nl_packet_le32(p, 56);
    nl_packet_le32(p, 0xE28A8215);
    nl_packet_zeros(p, 16);
    nl_packet_le16(p, 4 + 10 + 4 + 10 + 4 + 8 + 4);
    nl_packet_le16(p, 44);
    nl_packet_le32(p, 66);
    nl_packet_bytes(p, "\x0A\0\xBA\x47\0\0\0\x0F", 8);
    nl_packet_bytes(p, "L\0A\0T\0C\0H\0", 10);
    nl_packet_bytes(p, "\x02\0\x0A\0L\0A\0T\0C\0H\0", 14);
    nl_packet_bytes(p, "\x01\0\x0A\0L\0A\0T\0C\0H\0", 14);
    nl_packet_bytes(p, "\x07\0\x08\0\0\0\0\0\0\0\xD8\x01", 12);
    nl_packet_zeros(p, 4);
}

void probe_answer_smb2_setup(struct nl_packet *p)
{
    smb2_head(p, NL_SMB2_SESSION_SETUP, NL_SMB2_STATUS_MORE_PROCESSING);
    nl_packet_le16(p, 9);
    nl_packet_le16(p, 0);
    nl_packet_le16(p, 72);
    nl_packet_le16(p, 56 + 10 + 44 + 4);
    nl_packet_bytes(p, "\xA1\x70\x30\x6E", 4);
    probe_answer_ntlm_challenge(p);
}

void probe_answer_smb1_negotiate(struct nl_packet *p)
{
    nl_packet_bytes(p, "\xFFSMB\x72\0\0\0\0\x98\x53\xC0", 12);
    nl_packet_zeros(p, 20);
    nl_packet_u8(p, 17);
    nl_packet_le16(p, 0);
    nl_packet_u8(p, 3);
    nl_packet_zeros(p, 2 + 2 + 4 + 4 + 4);
    nl_packet_le32(p, 0xF3F9);
    nl_packet_le64(p, UINT64_C(133000000000000000));
    nl_packet_le16(p, 0xFE20);
    nl_packet_u8(p, 8);
    nl_packet_le16(p, 8 + 8 + 8);
    nl_packet_zeros(p, 8);
    nl_packet_bytes(p, "L\0A\0N\0\0\0", 8);
    nl_packet_bytes(p, "O\0L\0D\0\0\0", 8);
}

static void floor_of(struct nl_packet *p, uint8_t protocol, const void *right, uint16_t size)
{
    nl_packet_le16(p, 1);
    nl_packet_u8(p, protocol);
    nl_packet_le16(p, size);
    nl_packet_bytes(p, right, size);
}

void probe_answer_uuid_floor(struct nl_packet *p)
{
    nl_packet_le16(p, 19);
    nl_packet_u8(p, 0x0D);
    nl_packet_bytes(p, nl_endpoint_mapper_uuid, 16);
    nl_packet_le16(p, 3);
    nl_packet_le16(p, 2);
    nl_packet_le16(p, 0);
}

enum { TOWER_SIZE = 2 + 2 * 25 + 7 + 7 + 9 };

void probe_answer_page_head(struct nl_packet *p, uint32_t count)
{
    nl_packet_u8(p, 1); /* the handle */
    nl_packet_zeros(p, NL_ENDPOINT_HANDLE - 1);
    nl_packet_le32(p, count);
    nl_packet_le32(p, 500);
    nl_packet_le32(p, 0);
    nl_packet_le32(p, count);
}

void probe_answer_page(struct nl_packet *p)
{
    probe_answer_page_head(p, 1);
    nl_packet_zeros(p, 16);
    nl_packet_le32(p, 3);
    nl_packet_le32(p, 0);
    nl_packet_le32(p, 4);
    nl_packet_bytes(p, "abc\0", 4);
    nl_packet_le32(p, TOWER_SIZE);
    nl_packet_le32(p, TOWER_SIZE);
    nl_packet_le16(p, 5);
    probe_answer_uuid_floor(p);
    probe_answer_uuid_floor(p);
    floor_of(p, 0x0B, "\0\0", 2);
    floor_of(p, 0x07, "\xC0\x01", 2);
    floor_of(p, 0x09, "\xC0\0\x02\x0A", 4);
    nl_packet_zeros(p, 1);
    nl_packet_le32(p, 0);
}

void probe_answer_server_alive(struct nl_packet *p)
{
    nl_packet_bytes(p, "\x05\0\x07\0\0\0\x02\0", 8);
    nl_packet_le32(p, 14);
    nl_packet_le16(p, 14);
    nl_packet_le16(p, 10);
    nl_packet_bytes(p,
                    "\x07\0D\0C\0\0\0\x07\0"
                    "1\0.\0002\0\0\0\0\0",
                    20);
    nl_packet_bytes(p, "\x0A\0\xFF\xFF\0\0\0\0", 8);
    nl_packet_zeros(p, 8);
}

void probe_answer_bind_ack(struct nl_packet *p)
{
    nl_packet_bytes(p, "\x05\0\x0C\x03\x10\0\0\0\x3C\0\0\0\x01\0\0\0", 16);
    nl_packet_bytes(p,
                    "\xB8\x10\xB8\x10\0\0\0\0\x04\0"
                    "135\0\0\0",
                    16);
    nl_packet_bytes(p, "\x01\0\0\0\0\0\0\0", 8);
    nl_packet_zeros(p, 20);
}

void probe_answer_response(struct nl_packet *p)
{
    nl_packet_bytes(p, "\x05\0\x02\x03\x10\0\0\0\x20\0\0\0\x01\0\0\0", 16);
    nl_packet_zeros(p, 16);
}
