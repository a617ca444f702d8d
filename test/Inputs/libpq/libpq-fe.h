// The client of PostgreSQL.
#pragma once

extern "C" {
struct PGconn;
struct PGresult;
struct PGcancel;

PGconn *PQconnectdb(const char *parameters);
PGconn *PQconnectStart(const char *parameters);
int PQconnectPoll(PGconn *);
void PQreset(PGconn *);
int PQresetStart(PGconn *);
PGresult *PQexec(PGconn *, const char *query);
PGresult *PQexecParams(PGconn *, const char *query, int count, const unsigned *types, const char *const *values,
                       const int *lengths, const int *formats, int format);
PGresult *PQprepare(PGconn *, const char *name, const char *query, int count, const unsigned *types);
PGresult *PQexecPrepared(PGconn *, const char *name, int count, const char *const *values, const int *lengths,
                         const int *formats, int format);
int PQsendQuery(PGconn *, const char *query);
int PQconsumeInput(PGconn *);
int PQisBusy(PGconn *);
PGresult *PQgetResult(PGconn *);
int PQcancel(PGcancel *, char *error, int size);
}
