<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: 2026 The Confab authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountButton</name>
    <message numerus="yes">
        <source>%1: %n message(s) for you</source>
        <translation>
            <numerusform>%1: %n message for you</numerusform>
            <numerusform>%1: %n messages for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDialog</name>
    <message numerus="yes">
        <source>This calls %n people. Send?</source>
        <translation>
            <numerusform>This calls %n person. Send?</numerusform>
            <numerusform>This calls %n people. Send?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoldedRooms</name>
    <message numerus="yes">
        <source>Show %n archived room(s)</source>
        <translation>
            <numerusform>Show %n archived room</numerusform>
            <numerusform>Show %n archived rooms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundRoomRow</name>
    <message numerus="yes">
        <source>%1, %n member(s)</source>
        <translation>
            <numerusform>%1, %n member</numerusform>
            <numerusform>%1, %n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewMessagesPill</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PeopleCount</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureTile</name>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinnedSection</name>
    <message numerus="yes">
        <source>Show all %n</source>
        <translation>
            <numerusform>Show all %n</numerusform>
            <numerusform>Show all %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuitRoomDialog</name>
    <message numerus="yes">
        <source>All messages will be deleted for all %n member(s). This can&apos;t be undone.</source>
        <translation>
            <numerusform>All messages are deleted. You are the only member. This can&apos;t be undone.</numerusform>
            <numerusform>All messages will be deleted for all %n members. This can&apos;t be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReactionChip</name>
    <message numerus="yes">
        <source>%1 %n, yours, too</source>
        <translation>
            <numerusform>%1 %n, yours, too</numerusform>
            <numerusform>%1 %n, yours, too</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n</source>
        <translation>
            <numerusform>%1 %n</numerusform>
            <numerusform>%1 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ThreadLine</name>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnfoldButton</name>
    <message numerus="yes">
        <source>Show more (%n line(s))</source>
        <translation>
            <numerusform>Show more (%n line)</numerusform>
            <numerusform>Show more (%n lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>Try again in %n second.</numerusform>
            <numerusform>Try again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::AdminPeople</name>
    <message numerus="yes">
        <source>%1 · last used %2 · %n device(s)</source>
        <translation>
            <numerusform>%1 · last used %2 · %n device</numerusform>
            <numerusform>%1 · last used %2 · %n devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::AdminRoomList</name>
    <message numerus="yes">
        <source>%n member(s) · made %1</source>
        <translation>
            <numerusform>%n member · made %1</numerusform>
            <numerusform>%n members · made %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::Attachments</name>
    <message numerus="yes">
        <source>A message takes %n file(s) at most.</source>
        <translation>
            <numerusform>A message takes %n file at most.</numerusform>
            <numerusform>A message takes %n files at most.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::Invitation</name>
    <message numerus="yes">
        <source>%1 invites you to “%2”. It has %n member(s).</source>
        <translation>
            <numerusform>%1 invites you to “%2”. It has %n member.</numerusform>
            <numerusform>%1 invites you to “%2”. It has %n members.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::InvitesModel</name>
    <message numerus="yes">
        <source>%1 · %n use(s) left</source>
        <translation>
            <numerusform>%1 · %n use left</numerusform>
            <numerusform>%1 · %n uses left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::MemberCompletion</name>
    <message numerus="yes">
        <source>all %n member(s)</source>
        <translation>
            <numerusform>the only member</numerusform>
            <numerusform>all %n members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::MessageInput</name>
    <message numerus="yes">
        <source>Too long by %n character(s).</source>
        <translation>
            <numerusform>Too long by %n character.</numerusform>
            <numerusform>Too long by %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::MessageTools</name>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 and %n other</numerusform>
            <numerusform>%1 and %n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::SeenBy</name>
    <message numerus="yes">
        <source>Read by more than %n</source>
        <translation>
            <numerusform>Read by more than %n</numerusform>
            <numerusform>Read by more than %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read by %n</source>
        <translation>
            <numerusform>Read by %n</numerusform>
            <numerusform>Read by %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::SlowMode</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::SpokenNews</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::TimelineModel</name>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::notifications::Notifier</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n new message</numerusform>
            <numerusform>%n new messages</numerusform>
        </translation>
    </message>
</context>
</TS>
