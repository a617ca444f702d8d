#include "Ast.h"
