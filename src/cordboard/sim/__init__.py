"""Plays people and trouble in virtual time, and checks after every step that the promises hold."""
