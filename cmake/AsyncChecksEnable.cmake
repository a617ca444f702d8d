# async_checks_enable(<target>... [CHECKS <glob>...] [WARNINGS_AS_ERRORS])
#
# Has clang-tidy look for asynchronous mistakes wherever a source of the targets is compiled.
#
#   CHECKS                the checks, in the words of clang-tidy's option; if not given, what the
#                         .clang-tidy of the target's folder says of async checks, and the
#                         recommended ones if that enables none
#   WARNINGS_AS_ERRORS    a finding is an error of the build
#
# A target that has a clang-tidy already (CXX_CLANG_TIDY) keeps it with its options and checks.
# Any other gets one that runs these checks alone.

include_guard(GLOBAL)

set(ASYNC_CHECKS_CLANG_TIDY "" CACHE STRING "The clang-tidy for async checks; empty to look for it")

# Sets the variable to what a command prints. No command is run twice.
function(async_checks_ask result)
  string(SHA1 question "${ARGN}")
  get_property(known GLOBAL PROPERTY ASYNC_CHECKS_${question} SET)
  if(NOT known)
    execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE answer ERROR_QUIET)
    set_property(GLOBAL PROPERTY ASYNC_CHECKS_${question} "${answer}")
  endif()
  get_property(answer GLOBAL PROPERTY ASYNC_CHECKS_${question})
  set(${result} "${answer}" PARENT_SCOPE)
endfunction()

# Sets the variable to the clang-tidy that is named, or else to one that may fit.
function(async_checks_find_clang_tidy result llvm tools)
  set(program ${ASYNC_CHECKS_CLANG_TIDY})
  if(NOT program)
    string(REGEX MATCH "^[0-9]+" major ${llvm})
    find_program(async_checks_found NAMES clang-tidy-${major} clang-tidy HINTS ${tools})
    set(program ${async_checks_found})
    unset(async_checks_found CACHE)
  endif()
  set(${result} ${program} PARENT_SCOPE)
endfunction()

# Fails unless the command is a clang-tidy of the module's LLVM. Another one would say that it
# has no such checks, where a build does not show it.
function(async_checks_require_fit command llvm)
  list(GET command 0 program)
  async_checks_ask(answer ${command} --version)
  string(REGEX MATCH "version ([0-9]+\\.[0-9]+)" _ "${answer}")
  set(version ${CMAKE_MATCH_1})
  string(REGEX MATCH "^([0-9]+)\\.[0-9]+" wanted ${llvm})
  if(version STREQUAL wanted)
    return()
  endif()
  if(NOT program)
    set(problem "there is none")
  elseif(version)
    set(problem "${program} is of LLVM ${version}")
  else()
    set(problem "${program} is no clang-tidy that runs")
  endif()
  message(FATAL_ERROR
    "AsyncChecks needs the clang-tidy of LLVM ${wanted}, and ${problem}.\n"
    "On Debian and Ubuntu install: clang-tidy-${CMAKE_MATCH_1}\n"
    "Elsewhere name it: -DASYNC_CHECKS_CLANG_TIDY=<path>, or in CMAKE_CXX_CLANG_TIDY if that is set.")
endfunction()

# Sets the variable to the globs for async checks in a configuration of clang-tidy.
function(async_checks_globs result configuration)
  string(REGEX MATCH "Checks: [^\n]*" checks "${configuration}")
  string(REPLACE "\\n" "," checks "${checks}")
  string(REGEX MATCHALL "[ ,'\"]-?async-[-a-z*]*" globs "${checks}")
  list(TRANSFORM globs REPLACE "^.(.+)" "\\1")
  set(${result} "${globs}" PARENT_SCOPE)
endfunction()

# Appends to the value that an option has in a command. Of two options the last one counts.
function(async_checks_append command option)
  list(JOIN ARGN "," value)
  if("${${command}}" MATCHES ".*;--?${option}[=;]([^;]*)")
    string(PREPEND value "${CMAKE_MATCH_1},")
  endif()
  set(${command} ${${command}} "--${option}=${value}" PARENT_SCOPE)
endfunction()

function(async_checks_enable)
  cmake_parse_arguments(PARSE_ARGV 0 arg "WARNINGS_AS_ERRORS" "" "CHECKS")
  if(NOT arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "async_checks_enable is given no target")
  endif()

  get_property(folder GLOBAL PROPERTY ASYNC_CHECKS_FOLDER)
  file(READ ${folder}/AsyncChecks.json description)
  string(JSON llvm GET "${description}" llvm)
  string(JSON tools GET "${description}" tools)
  file(READ ${folder}/recommended.clang-tidy recommended)
  async_checks_globs(recommended "${recommended}")

  foreach(target IN LISTS arg_UNPARSED_ARGUMENTS)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "async_checks_enable: '${target}' is no target, CHECKS or WARNINGS_AS_ERRORS")
    endif()

    get_target_property(tidy ${target} CXX_CLANG_TIDY)
    if(tidy)
      set(others -async-*)
    else()
      set(others -*)
      async_checks_find_clang_tidy(program ${llvm} "${tools}")
      # A warning of Clang's, or an option for warnings of GCC's, is no error of the build.
      set(tidy ${program} --quiet --extra-arg=-Wno-error)
    endif()
    async_checks_require_fit("${tidy}" ${llvm})

    get_target_property(sources ${target} SOURCE_DIR)
    async_checks_ask(configuration ${tidy} --dump-config ${sources}/any.cpp --)
    if(others STREQUAL "-*" AND configuration MATCHES "\nHeaderFilterRegex: *''")
      list(APPEND tidy --header-filter=.*)
    endif()
    set(checks ${arg_CHECKS})
    if(NOT checks)
      async_checks_globs(checks "${configuration}")
      if(NOT ";${checks}" MATCHES ";async-")
        list(PREPEND checks ${recommended})
      endif()
    endif()

    list(APPEND tidy --load=${folder}/AsyncChecks.so)
    async_checks_append(tidy checks ${others} ${checks})
    if(arg_WARNINGS_AS_ERRORS)
      async_checks_append(tidy warnings-as-errors async-*)
    endif()
    set_property(TARGET ${target} PROPERTY CXX_CLANG_TIDY ${tidy})
    if(TARGET async-checks)
      add_dependencies(${target} async-checks)
    endif()
  endforeach()
endfunction()
