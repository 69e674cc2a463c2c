"""A local Telegram: a strict model of its chats, served as the Bot API and as a page that looks like a chat."""
