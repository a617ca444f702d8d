# The CMake package: async_checks_enable() for the project that this one is a part of, for those
# that find the build folder, and for those that find what is installed.

include(AsyncChecksEnable)
set_property(GLOBAL PROPERTY ASYNC_CHECKS_FOLDER ${AsyncChecks_BINARY_DIR}/AsyncChecks)

include(CMakePackageConfigHelpers)
write_basic_package_version_file(${AsyncChecks_BINARY_DIR}/AsyncChecksConfigVersion.cmake
  COMPATIBILITY SameMinorVersion
  ARCH_INDEPENDENT) # it runs where the compiler does, for whatever that compiles

set(folder AsyncChecks)
set(scripts ${CMAKE_CURRENT_LIST_DIR})
configure_package_config_file(${scripts}/AsyncChecksConfig.cmake.in
  ${AsyncChecks_BINARY_DIR}/AsyncChecksConfig.cmake
  INSTALL_PREFIX ${AsyncChecks_BINARY_DIR} INSTALL_DESTINATION ${AsyncChecks_BINARY_DIR}
  PATH_VARS folder scripts)

set(folder ${installed_folder})
set(scripts ${CMAKE_INSTALL_LIBDIR}/cmake/AsyncChecks)
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/AsyncChecksConfig.cmake.in
  ${AsyncChecks_BINARY_DIR}/CMakeFiles/AsyncChecksConfig.cmake
  INSTALL_DESTINATION ${scripts}
  PATH_VARS folder scripts)
install(FILES
  ${CMAKE_CURRENT_LIST_DIR}/AsyncChecksEnable.cmake
  ${AsyncChecks_BINARY_DIR}/CMakeFiles/AsyncChecksConfig.cmake
  ${AsyncChecks_BINARY_DIR}/AsyncChecksConfigVersion.cmake
  DESTINATION ${scripts})
