// The client of MySQL and of MariaDB.
#pragma once
#include <string>

extern "C" {
struct MYSQL;
struct MYSQL_RES;
struct MYSQL_STMT;

MYSQL *mysql_real_connect(MYSQL *, const char *host, const char *user, const char *password, const char *database,
                          unsigned port, const char *socket, unsigned long flags);
int mysql_query(MYSQL *, const char *query);
int mysql_real_query(MYSQL *, const char *query, unsigned long length);
int mysql_real_query_nonblocking(MYSQL *, const char *query, unsigned long length);
int mysql_real_query_start(int *result, MYSQL *, const char *query, unsigned long length);
int mysql_real_query_cont(int *result, MYSQL *, int ready);
MYSQL_RES *mysql_store_result(MYSQL *);
int mysql_store_result_nonblocking(MYSQL *, MYSQL_RES **);
MYSQL_RES *mysql_use_result(MYSQL *);
int mysql_stmt_execute(MYSQL_STMT *);
unsigned long mysql_real_escape_string(MYSQL *, char *to, const char *from, unsigned long length);
}

namespace sql {
class ResultSet;
class PreparedStatement {
public:
  virtual ~PreparedStatement();
  virtual ResultSet *executeQuery() = 0;
  virtual void setInt(unsigned index, int value) = 0;
};
} // namespace sql
