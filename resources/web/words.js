// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

/** Every text of the page, and how counts and times are said. Names are those of the desktop app. */

const several = (count, one, many) => `${count} ${count === 1 ? one : many}`;

export const words = {
    app: "Confab",
    // Signing in.
    signInTitle: "Sign in to Confab",
    signInHint: "Enter your e-mail address and your password.",
    createTitle: "Create an account",
    createHint: "The account is created on this server.",
    signInOrCreate: "Sign in or create an account",
    signIn: "Sign in",
    createAccount: "Create account",
    yourName: "Your name",
    yourNameHint: "The name that others see",
    email: "E-mail",
    emailHint: "you@example.org",
    password: "Password",
    passwordHint: "At least 8 characters. A short sentence makes a good password.",
    showPassword: "Show password",
    hidePassword: "Hide password",
    signOut: "Sign out",
    signOutTitle: "Sign out?",
    signOutHint: "Texts that are not sent yet are removed from this browser. What was sent stays on the server.",
    signedOut: "You were signed out. Please sign in again.",
    noRegistration: "This server does not accept new accounts. Ask its administrator for one.",
    noServer: "The server can't be reached. Check your connection, then try again.",
    // Connection.
    connected: "Connected",
    connecting: "Connecting…",
    offline: "Offline",
    offlineIn: seconds => `Offline. Reconnecting in ${seconds} s`,
    reconnecting: "Offline. Reconnecting…",
    tryNow: "Try now",
    serverAway: "The server can't be reached",
    reconnectingIn: seconds => `Your rooms appear here as soon as it answers. Next try in ${seconds} s`,
    loading: "Loading…",
    // Settings.
    settings: "Settings",
    theme: "Color scheme",
    themeSystem: "System",
    themeLight: "Light",
    themeDark: "Dark",
    server: "Server",
    address: "Address",
    version: "Version",
    connection: "Connection",
    overWebSocket: "WebSocket",
    overHttp: "HTTP: the network lets no WebSocket through",
    // Password and devices.
    changePassword: "Change password…",
    changePasswordTitle: "Change password",
    presentPassword: "Present password",
    nextPassword: "New password",
    enterPresentPassword: "Enter the password that you have now.",
    presentPasswordIsOther: "This is not your present password.",
    passwordEndsOthers: "All your other devices are signed out.",
    setPassword: "Change password",
    passwordIsNew: "Your password is changed. All other devices are signed out.",
    devices: "Devices",
    showDevices: "Devices…",
    devicesHint: "Where you are signed in. If you don't know one of them, sign it out and change your password.",
    thisDevice: "This device",
    signOutDevice: name => `Sign out ${name}`,
    signOutDeviceTitle: name => `Sign out “${name}”?`,
    signOutDeviceHint: "It is disconnected at once, and needs your password to sign in again.",
    signOutOthers: "Sign out all other devices",
    signOutOthersTitle: "Sign out all other devices?",
    signOutOthersHint: "They are disconnected at once, and need your password to sign in again.",
    noOtherDevices: "You are signed in on this device only.",
    usedNow: "Used within the last quarter of an hour",
    lastUsed: ago => `Last used ${ago}`,
    // Bots and webhooks.
    bots: "Bots",
    manageBots: "Manage bots…",
    othersBots: "Bots of others in your rooms",
    newBot: "New bot",
    makeBot: "Make the bot",
    botNameHint: "What others see",
    botNameTaken: "There is a bot with this name already, or nothing of it is visible.",
    ownNoRoom: "You own no room. Bots are made for rooms that you own: make a room first.",
    right: {read: "Read", send: "Send", manage: "Manage"},
    rightsHint: "Read: the room's messages and members. Send: messages of its own. Manage: the room's settings, pins and others' messages.",
    needsRight: "Choose what the bot may do, in one room at least.",
    mayDo: (room, rights) => `${room}: ${rights.join(", ")}`,
    leftRoom: "a room that you left",
    madeBy: name => `Made by ${name}.`,
    madeByOperator: "Made by the operator of the server.",
    tokenOf: name => `The token of “${name}”: who knows it speaks as this bot.`,
    newToken: "New token",
    newTokenHint: "The present token ends at once, and the program needs the new one.",
    removeBotHint: "Its token ends at once, and it leaves its rooms. Its messages stay.",
    putOutHint: room => `It leaves ${room}, and can't come back by itself. Its messages stay.`,
    webhooks: "Webhooks",
    webhooksAsk: "Webhooks and commands…",
    webhooksOf: name => `Webhooks of “${name}”`,
    newHook: "New webhook",
    makeHook: "Make the webhook",
    kind: "Kind",
    hookKind: {incoming: "Incoming", outgoing: "Outgoing", command: "Command"},
    hookHint: {incoming: "Programs post messages to an address that only they know.", outgoing: "Everything that is said in the room is sent to an address.",
               command: "Messages that begin with a word are sent to an address, and its answer is posted into the room."},
    hookNameHint: "What the room sees",
    command: "Command",
    hookNeeds: {name: "Enter a name with visible characters.", command: "Enter a word such as /deploy.", url: "Enter an address such as https://example.org/hook."},
    hookDisabled: "Disabled: nobody answered. Remove it and make it anew.",
    addressOf: name => `Programs post to this address to speak as “${name}”.`,
    keyOf: name => `The requests of “${name}” are signed with this key.`,
    newAddress: "New address",
    newAddressHint: "The present address ends at once, and programs need the new one.",
    newKey: "New key",
    newKeyHint: "Requests are signed with the new key at once, and the program needs it.",
    removeHookHint: "It ends at once, and its messages stay.",
    secretHint: "Copy it now: it is not shown again. Give it to nobody but your program.",
    copy: "Copy",
    done: "Done",
    renewOf: (name, what) => `${name}: ${what}`,
    renewTitle: name => `A new secret for “${name}”?`,
    removeTitle: name => `Remove “${name}”?`,
    // Rooms.
    rooms: "Rooms",
    direct: "Direct",
    filterRooms: "Filter rooms",
    findRooms: "Find rooms",
    newRoom: "New room",
    newDirect: "New conversation",
    noRooms: "No rooms yet",
    noRoomsHint: "Create a room, or find one to join.",
    noMatch: "No matching rooms",
    noMatchHint: "None of your rooms match. There may be others on the server.",
    welcome: name => `Welcome, ${name}`,
    welcomeHint: "Conversations take place in rooms. Create the first one, or find a room to join.",
    noRoomOpen: "No room is open",
    noRoomOpenHint: "Choose a room on the left, or press Ctrl+K and type its name.",
    onServer: "Found on this server",
    talkWith: name => `Start a conversation with ${name}`,
    archivedRooms: "Archived",
    noSuchRoom: "You are not a member of this room, or it is no longer there.",
    draft: text => `Draft: ${text}`,
    you: "You",
    emptyConversation: "Conversation",
    unreadName: (name, unread) => `${name}, ${unread} unread`,
    mentionsName: (name, mentions, unread) => `${name}, ${several(mentions, "mention", "mentions")}, ${unread} unread`,
    name: "Name",
    nameHint: "For example: Garden plans",
    topic: "Topic",
    topicHint: "What the room is about (optional)",
    visibility: "Visibility",
    public: "Public",
    hidden: "Hidden",
    publicHint: "Everybody on this server can find it.",
    hiddenHint: "Nobody finds it; people need its password or an invitation.",
    none: "None",
    roomPasswordHint: "At least 6 characters.",
    needsName: "Enter a name with visible characters.",
    createRoom: "Create room",
    roomPassword: "Room password",
    searchByName: "Search by name",
    roomsOnServer: "Rooms on the server",
    noPublicRooms: "No public rooms yet",
    hiddenNotListed: "Hidden rooms are not listed here.",
    join: "Join",
    joinRoom: name => `Join ${name}`,
    open: "Open",
    openRoom: name => `Open ${name}`,
    people: "People",
    searchPeople: "Name or e-mail address",
    peopleHint: "Type the beginning of a name, or a whole e-mail address.",
    noPeople: "Nobody was found",
    startWith: names => names.length > 0 ? `Start with ${names.join(", ")}` : "Start",
    cancel: "Cancel",
    close: "Close",
    // A room.
    back: "Back to the rooms",
    showDetails: "Show details",
    hideDetails: "Hide details",
    details: "Details",
    hereNow: "Here now",
    memberList: "Members",
    notHere: "Not here",
    pinned: "Pinned",
    goToPin: (name, text) => `Go to the pinned message of ${name}: ${text}`,
    showAll: count => `Show all ${count}`,
    roomSettings: "Room settings",
    roomSettingsAsk: "Room settings…",
    saveSettings: "Save",
    capacityHint: "How many people may be in the room at once. Others can read it.",
    capacityWrong: "Enter a number from 1 to 1,000,000, or nothing.",
    passwordToJoin: "Password to join",
    newPassword: "New password",
    newPasswordHint: "At least 6 characters. Members stay members without it.",
    keep: "Keep",
    change: "Change",
    removeIt: "Remove",
    setOne: "Set one",
    archivedChoice: "Archived",
    archivedHint: "Everybody can still read an archived room, but nobody can write in it. This can be undone at any time.",
    leaveRoom: "Leave room",
    deleteRoom: "Delete room",
    leaveTitle: name => `Leave “${name}”?`,
    leaveHint: "You will no longer receive its messages. Your messages stay in the room.",
    deleteRoomTitle: name => `Delete “${name}”?`,
    deleteRoomHint: "All messages will be deleted for all members. This can't be undone.",
    capacity: "Capacity",
    noLimit: "No limit",
    requiredToJoin: "Required to join",
    members: count => several(count, "member", "members"),
    hereCount: count => `${count} here`,
    bot: "Bot",
    youMark: name => `${name} (you)`,
    owner: "Owner",
    moderator: "Moderator",
    full: count => `Full: ${count} of ${count}. You enter as soon as someone leaves.`,
    archived: "This room is archived: it can only be read.",
    roomGone: "This room is no longer there.",
    removedLeft: name => `You left ${name}.`,
    removedDeleted: name => `${name} was deleted.`,
    // The timeline.
    messagesIn: name => `Messages in ${name}`,
    messageTo: name => `Message ${name}`,
    noMessages: "No messages yet",
    noMessagesHint: name => `Write the first message in ${name}. All members can read it, including those who join later.`,
    today: "Today",
    yesterday: "Yesterday",
    newBelow: "New",
    newBelowName: "New messages below",
    newCount: count => `${count} new`,
    newCountName: count => several(count, "new message", "new messages"),
    jumpToEnd: "Jump to the newest message",
    edited: "edited",
    editedAt: time => `Edited ${time}`,
    showVersions: "Edited: show earlier versions",
    versions: "Earlier versions",
    versionNow: time => `${time} · now`,
    moreVersions: "There are more.",
    deleted: "Message deleted",
    sending: "Sending",
    sent: "Sent",
    waiting: "Waiting to be sent",
    notSent: "Not sent",
    notSentBecause: reason => `Not sent: ${reason}`,
    retry: "Retry",
    delete: "Delete",
    deleteAsk: "Delete…",
    deleteTitle: "Delete this message?",
    deleteHint: "Its text and its earlier versions are gone for everybody. This can't be undone.",
    deleteMessage: "Delete message",
    tools: "Message tools",
    moreTools: "More actions",
    thread: "Thread",
    closeThread: "Close the thread",
    replyInThread: "Reply in the thread",
    dropInThread: "Drop files to attach them to an answer in the thread",
    replies: count => several(count, "reply", "replies"),
    openThread: count => `${several(count, "reply", "replies")}: open the thread`,
    copyLink: "Copy link",
    forward: "Forward…",
    forwardTo: "Forward to",
    forwardRooms: "Rooms to forward to",
    forwarded: name => `Forwarded to ${name}`,
    forwardTooLong: "With the name of its author the message is too long for one message.",
    searchRoom: "Search a room",
    searchMessages: "Search messages",
    searchIn: "Search in",
    allRooms: "All my rooms",
    searchHint: "Words, and filters if you like: from:name, in:room, has:file, has:link, before:2026-01-31, after:2026-01",
    foundMessages: "Found messages",
    noHits: "No message has all of these words.",
    moreHits: "Show more",
    indexing: percent => `Older messages are still being prepared for searching (${percent} %).`,
    pin: "Pin",
    unpin: "Unpin",
    markUnread: "Mark unread from here",
    whoReacted: "Who reacted…",
    reactions: "Reactions",
    reactedWithName: emoji => `Reacted with ${emoji}`,
    reactedWith: (names, more, emoji) => `${names.join(", ")}${more ? " and others" : ""} reacted with ${emoji}`,
    andOthers: "and others",
    messageGone: "This message is no longer there.",
    react: "React…",
    reactWith: emoji => `React with ${emoji}`,
    takeBack: emoji => `Take back ${emoji}`,
    addReaction: "Add a reaction",
    chip: (emoji, count, mine) => `${emoji} ${count}${mine ? ", yours, too" : ""}`,
    reply: "Reply",
    edit: "Edit",
    copyText: "Copy text",
    copied: "Copied",
    copyCode: "Copy code",
    spoiler: "Spoiler: show the text",
    answered: "Go to the answered message",
    answeredOf: name => `Go to the message of ${name}`,
    quoteMissing: "An earlier message",
    typing: names => names.length === 1 ? `${names[0]} is typing` : names.length === 2 ? `${names[0]} and ${names[1]} are typing`
        : "Several people are typing",
    // The composer.
    send: "Send",
    attach: "Attach files",
    emoji: "Emoji",
    editing: "Editing",
    editingHint: "Enter saves, Esc leaves the message as it was",
    stopEditing: "Stop editing",
    replyingTo: name => `Replying to ${name}`,
    stopReplying: "Don't reply",
    attached: "Attached files",
    remove: name => `Remove ${name}`,
    dropHint: name => `Drop files to attach them to a message in ${name}`,
    uploading: percent => `${percent} %`,
    messageTooLong: "The message is too long: it may have 16 KB.",
    tooManyWait: "Too many messages wait to be sent. This one stays here.",
    waitsForFiles: "It is sent as soon as the files are there.",
    fileFailed: "A file was not sent. Remove it, or attach it again.",
    mention: "People to mention",
    account: id => ` account ${id}`,
    // Files.
    picture: name => `Picture ${name}`,
    openPicture: name => `Open picture ${name}`,
    savePicture: "Save picture",
    closePicture: "Close picture",
    noPicture: "This picture can't be shown",
    save: name => `Save ${name}`,
    file: "File",
    tooLarge: limit => `The file is larger than this server takes (${limit}).`,
    noFiles: "This server takes no files.",
    notUploaded: "It could not be uploaded.",
    // Notices in a room.
    joined: name => `${name} joined`,
    left: name => `${name} left`,
    roomCreated: name => `${name} created this room`,
    role: {owner: name => `${name} is now an owner`, moderator: name => `${name} is now a moderator`, member: name => `${name} is now a member`},
    renamed: (name, to) => `${name} renamed the room to ${to}`,
    topicChanged: (name, topic) => topic ? `${name} changed the topic: ${topic}` : `${name} removed the topic`,
    passwordChanged: (name, has) => has ? `${name} set a new password` : `${name} removed the password`,
    madePublic: name => `${name} made the room public`,
    madeHidden: name => `${name} made the room private`,
    archivedBy: (name, on) => on ? `${name} archived the room` : `${name} reopened the room`,
    pictureChanged: (name, has) => has ? `${name} changed the picture` : `${name} removed the picture`,
    capacityChanged: name => `${name} changed how many people the room takes`,
    somebody: "Somebody",
};

/** What went wrong, by the kind of PROTOCOL.md; the server's own words for kinds that this page does not know. */
const reasons = {
    "auth.invalid": "The e-mail address or the password is wrong.",
    "auth.throttled": "Too many attempts. Wait a little, then try again.",
    "account.emailTaken": "An account with this e-mail address already exists.",
    "account.registrationClosed": words.noRegistration,
    "room.wrongPassword": "The password is wrong.",
    "room.full": "The room is full.",
    "room.notFound": words.roomGone,
    "room.notMember": "You are not a member of this room.",
    "room.forbidden": "You may not do this here.",
    "message.tooLong": "The message is too long.",
    "message.empty": "There is nothing visible in it.",
    "file.quota": "There is no space left for your files.",
    "file.notFound": "The file is not there any more.",
    "rate.limited": "That was too fast. Wait a little, then try again.",
    "server.busy": "The server is busy. Try again in a moment.",
    "connection.lost": words.noServer,
};

export function reasonOf(error) {
    return reasons[error.kind] ?? error.message ?? String(error);
}

/** What is wrong with a field of the sign-in, by the member that the server names. */
export const fieldReasons = {
    name: "Enter a name with visible characters.",
    email: "This is not a valid e-mail address.",
    password: "Use a password of 8 to 1,024 characters.",
};

const clock = new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit"});
const weekday = new Intl.DateTimeFormat("en-GB", {weekday: "short"});
const dayAndMonth = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "short"});
const wholeDay = new Intl.DateTimeFormat("en-GB", {weekday: "long", day: "numeric", month: "long"});
const dayOfYear = new Intl.DateTimeFormat("en-GB", {weekday: "long", day: "numeric", month: "long", year: "numeric"});
const moment = new Intl.DateTimeFormat("en-GB", {dateStyle: "full", timeStyle: "short"});

const relative = new Intl.RelativeTimeFormat("en-GB", {numeric: "auto"});

const midnight = date => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const daysAgo = date => Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);

export const clockTime = at => clock.format(new Date(at));
export const fullTime = at => moment.format(new Date(at));
export const dayKey = at => midnight(new Date(at)).getTime();

export function dayName(at) {
    const date = new Date(at);
    const ago = daysAgo(date);
    if (ago === 0 || ago === 1)
        return ago === 0 ? words.today : words.yesterday;
    return (date.getFullYear() === new Date().getFullYear() ? wholeDay : dayOfYear).format(date);
}

/** For the list of rooms: the time of today, the day of this week, the date before. */
export function shortTime(at) {
    const date = new Date(at);
    const ago = daysAgo(date);
    return (ago <= 0 ? clock : ago < 7 ? weekday : dayAndMonth).format(date);
}

export function byteSize(bytes) {
    const units = ["bytes", "KB", "MB", "GB"];
    let unit = 0;
    while (bytes >= 1000 && unit < units.length - 1) {
        bytes /= 1024;
        unit += 1;
    }
    return `${unit === 0 || bytes >= 10 ? Math.round(bytes) : bytes.toFixed(1)} ${units[unit]}`;
}

/** When a device was used, as far as the server knows: a client that is connected says so about every ten minutes. */
export function lastUsed(at) {
    const minutes = Math.floor((Date.now() - Date.parse(at)) / 60_000);
    if (minutes < 15)
        return words.usedNow;
    if (minutes < 60)
        return words.lastUsed(relative.format(-minutes, "minute"));
    const days = daysAgo(new Date(at));
    return words.lastUsed(days < 1 ? relative.format(-Math.floor(minutes / 60), "hour") : relative.format(-days, "day"));
}
