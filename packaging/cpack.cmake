# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0

# CPack: "cpack -G DEB" in the build folder makes confab, confabd and confab-cli of the three components. They go below
# /usr, where the preset "package" installs; the unit names that path.
set(CPACK_PACKAGE_NAME confab)
set(CPACK_PACKAGE_VENDOR "The Confab authors")
set(CPACK_PACKAGE_CONTACT "The Confab authors <confab@users.noreply.github.com>")
set(CPACK_PACKAGE_HOMEPAGE_URL https://github.com/confab-chat/confab)
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_COMPONENTS_ALL)
if(CONFAB_APP)
    list(APPEND CPACK_COMPONENTS_ALL app cli)
endif()
if(CONFAB_SERVER)
    list(APPEND CPACK_COMPONENTS_ALL server)
endif()

# The first line is the summary; otherwise the project's own comes before.
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")
set(CPACK_COMPONENT_APP_DESCRIPTION "Self-hosted chat: the desktop app
Confab is chat that you host yourself: people meet in rooms and talk live.
A message that the server has acknowledged is on disk, and every reader gets
all of them, once, in the same order.

This is the desktop app. The server is in the package confabd.")
set(CPACK_COMPONENT_CLI_DESCRIPTION "Self-hosted chat: the console client
Confab is chat that you host yourself: people meet in rooms and talk live.

This is a client for terminals and scripts: it chats, sends what it reads
from a pipe, and prints messages as lines of JSON.")
set(CPACK_COMPONENT_SERVER_DESCRIPTION "Self-hosted chat: the server
Confab is chat that you host yourself: people meet in rooms and talk live.
A message that the server has acknowledged is on disk, and every reader gets
all of them, once, in the same order.

This is the server, as a systemd service. Alone it needs nothing but itself:
its database is SQLite. With PostgreSQL and Redis several nodes are one
server.")

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${CONFAB_PACKAGE_RELEASE})
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_APP_PACKAGE_NAME confab)
set(CPACK_DEBIAN_CLI_PACKAGE_NAME confab-cli)
set(CPACK_DEBIAN_SERVER_PACKAGE_NAME confabd)
# What no linker sees: QML modules and plugins (SQLite keeps what the app has read). QtKeychain opens libsecret by itself.
# Qt's own dialog for files, for desktops that have none for Qt, is made of the controls (which want the module of windows),
# the layouts and the list of folders; Debian 12's package of the dialogs asks for none of them.
set(CPACK_DEBIAN_APP_PACKAGE_DEPENDS "qml6-module-qtquick, qml6-module-qtquick-templates, \
qml6-module-qtquick-dialogs, qml6-module-qtquick-controls, qml6-module-qtquick-window, qml6-module-qtquick-layouts, \
qml6-module-qt-labs-folderlistmodel, qml6-module-qtqml, \
qml6-module-qtqml-models, qml6-module-qtqml-workerscript, libqt6sql6-sqlite")
set(CPACK_DEBIAN_APP_PACKAGE_RECOMMENDS "libsecret-1-0, qt6-image-formats-plugins, fonts-inter, fonts-noto-color-emoji, qt6-wayland")
set(CPACK_DEBIAN_APP_PACKAGE_SUGGESTS "confabd, gnome-keyring | kwalletmanager")
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "libqt6sql6-sqlite, debconf (>= 0.5) | debconf-2.0, init-system-helpers (>= 1.54)")
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS "libqt6sql6-psql, ca-certificates")
set(CPACK_DEBIAN_SERVER_PACKAGE_SUGGESTS "lego, postgresql, redis-server, haproxy")
set(scripts)
foreach(script conffiles config postinst postrm prerm templates)
    list(APPEND scripts ${CMAKE_CURRENT_SOURCE_DIR}/debian/${script})
endforeach()
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA ${scripts})

include(CPack)
