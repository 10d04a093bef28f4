// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/commandtable.h"

#include <QtGlobal>

#include <array>

namespace confab::models {

namespace {

constexpr auto window = CommandRow::Window;
constexpr auto writing = CommandRow::Writing;

// The keys are those on which other chat programs agree.
constexpr std::array table{
    CommandRow{"switcher", QT_TRANSLATE_NOOP("Commands", "Go to a room, a person or a command"), "Ctrl+K", window, ""},
    CommandRow{"searchRoom", QT_TRANSLATE_NOOP("Commands", "Search in this room"), "Ctrl+F", window, "search"},
    CommandRow{"searchAll", QT_TRANSLATE_NOOP("Commands", "Search in all rooms"), "Ctrl+Shift+F", window, "search"},
    CommandRow{"previousRoom", QT_TRANSLATE_NOOP("Commands", "Previous room"), "Alt+Up", window, ""},
    CommandRow{"nextRoom", QT_TRANSLATE_NOOP("Commands", "Next room"), "Alt+Down", window, ""},
    CommandRow{"previousUnread", QT_TRANSLATE_NOOP("Commands", "Previous unread room"), "Alt+Shift+Up", window, ""},
    CommandRow{"nextUnread", QT_TRANSLATE_NOOP("Commands", "Next unread room"), "Alt+Shift+Down", window, ""},
    CommandRow{"back", QT_TRANSLATE_NOOP("Commands", "Back to the place or the room before"), "Alt+Left", window, ""},
    CommandRow{"forward", QT_TRANSLATE_NOOP("Commands", "Forward again"), "Alt+Right", window, ""},
    CommandRow{"oldestUnread", QT_TRANSLATE_NOOP("Commands", "Go to the oldest unread message, and back"), "Shift+PgUp",
               window, ""},
    CommandRow{"markRead", QT_TRANSLATE_NOOP("Commands", "Mark this room as read"), "", window, "check"},
    CommandRow{"newRoom", QT_TRANSLATE_NOOP("Commands", "New room"), "Ctrl+N", window, "plus"},
    CommandRow{"findRooms", QT_TRANSLATE_NOOP("Commands", "Find rooms"), "Ctrl+Shift+N", window, "compass"},
    CommandRow{"newConversation", QT_TRANSLATE_NOOP("Commands", "New conversation"), "", window, "person"},
    CommandRow{"acceptInvitation", QT_TRANSLATE_NOOP("Commands", "Join with an invitation…"), "", window, "mail"},
    CommandRow{"invitePeople", QT_TRANSLATE_NOOP("Commands", "Invite people to this room"), "", window, "people"},
    CommandRow{"roomSettings", QT_TRANSLATE_NOOP("Commands", "Settings of this room"), "", window, "settings"},
    CommandRow{"leaveRoom", QT_TRANSLATE_NOOP("Commands", "Leave this room"), "", window, "leave"},
    CommandRow{"details", QT_TRANSLATE_NOOP("Commands", "Show or hide details"), "Ctrl+.", window, "panel"},
    CommandRow{"nextRegion", QT_TRANSLATE_NOOP("Commands", "Next part of the window"), "F6", window, ""},
    CommandRow{"previousRegion", QT_TRANSLATE_NOOP("Commands", "Previous part of the window"), "Shift+F6", window, ""},
    CommandRow{"settings", QT_TRANSLATE_NOOP("Commands", "Settings"), "Ctrl+,", window, "settings"},
    CommandRow{"lightColors", QT_TRANSLATE_NOOP("Commands", "Light colors"), "", window, "sun"},
    CommandRow{"darkColors", QT_TRANSLATE_NOOP("Commands", "Dark colors"), "", window, "moon"},
    CommandRow{"systemColors", QT_TRANSLATE_NOOP("Commands", "Colors of the system"), "", window, "monitor"},
    CommandRow{"keys", QT_TRANSLATE_NOOP("Commands", "Keyboard shortcuts"), "Ctrl+/; F1", window, "bulb"},
    CommandRow{"nextAccount", QT_TRANSLATE_NOOP("Commands", "Next account"), "Ctrl+Tab", window, "person"},
    CommandRow{"previousAccount", QT_TRANSLATE_NOOP("Commands", "Previous account"), "Ctrl+Shift+Tab", window,
               "person"},
    CommandRow{"addAccount", QT_TRANSLATE_NOOP("Commands", "Add an account…"), "", window, "plus"},
    CommandRow{"signOut", QT_TRANSLATE_NOOP("Commands", "Sign out…"), "", window, "leave"},
    CommandRow{"room1", QT_TRANSLATE_NOOP("Commands", "First room of the list"), "Ctrl+1", window, ""},
    CommandRow{"room2", QT_TRANSLATE_NOOP("Commands", "Second room"), "Ctrl+2", window, ""},
    CommandRow{"room3", QT_TRANSLATE_NOOP("Commands", "Third room"), "Ctrl+3", window, ""},
    CommandRow{"room4", QT_TRANSLATE_NOOP("Commands", "Fourth room"), "Ctrl+4", window, ""},
    CommandRow{"room5", QT_TRANSLATE_NOOP("Commands", "Fifth room"), "Ctrl+5", window, ""},
    CommandRow{"room6", QT_TRANSLATE_NOOP("Commands", "Sixth room"), "Ctrl+6", window, ""},
    CommandRow{"room7", QT_TRANSLATE_NOOP("Commands", "Seventh room"), "Ctrl+7", window, ""},
    CommandRow{"room8", QT_TRANSLATE_NOOP("Commands", "Eighth room"), "Ctrl+8", window, ""},
    CommandRow{"room9", QT_TRANSLATE_NOOP("Commands", "Ninth room"), "Ctrl+9", window, ""},
    CommandRow{"send", QT_TRANSLATE_NOOP("Commands", "Send"), "Return; Enter; Ctrl+Return", writing, ""},
    CommandRow{"newLine", QT_TRANSLATE_NOOP("Commands", "New line"), "Shift+Return; Shift+Enter", writing, ""},
    CommandRow{"editLast", QT_TRANSLATE_NOOP("Commands", "In the empty field: edit the last message"), "Up", writing,
               ""},
    CommandRow{"replyLast", QT_TRANSLATE_NOOP("Commands", "In the empty field: reply to the last message"), "Shift+Up",
               writing, ""},
    CommandRow{"earlierText", QT_TRANSLATE_NOOP("Commands", "In the empty field: what was sent before"), "Ctrl+Up",
               writing, ""},
    CommandRow{"laterText", QT_TRANSLATE_NOOP("Commands", "What was sent after that"), "Ctrl+Down", writing, ""},
    CommandRow{"bold", QT_TRANSLATE_NOOP("Commands", "Bold"), "Ctrl+B", writing, ""},
    CommandRow{"italic", QT_TRANSLATE_NOOP("Commands", "Italic"), "Ctrl+I", writing, ""},
    CommandRow{"code", QT_TRANSLATE_NOOP("Commands", "Code"), "Ctrl+E", writing, ""},
    CommandRow{"link", QT_TRANSLATE_NOOP("Commands", "Link"), "Ctrl+Shift+L", writing, ""},
    CommandRow{"attach", QT_TRANSLATE_NOOP("Commands", "Attach files"), "Ctrl+U; Ctrl+Shift+U", writing, ""},
    CommandRow{"pastePlain", QT_TRANSLATE_NOOP("Commands", "Paste without formatting"), "Ctrl+Shift+V", writing, ""},
    CommandRow{"pageUp", QT_TRANSLATE_NOOP("Commands", "Scroll the messages up"), "PgUp", writing, ""},
    CommandRow{"pageDown", QT_TRANSLATE_NOOP("Commands", "Scroll the messages down"), "PgDown", writing, ""},
    CommandRow{"oldest", QT_TRANSLATE_NOOP("Commands", "Go to the first message"), "Ctrl+Home", writing, ""},
    CommandRow{"newest", QT_TRANSLATE_NOOP("Commands", "Go to the newest message"), "Ctrl+End", writing, ""},
};

} // namespace

std::span<const CommandRow> commandTable() {
    return table;
}

} // namespace confab::models
