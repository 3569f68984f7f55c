"""Names the kinds of identifiers, so that a type checker keeps them apart."""

from typing import NewType

UserId = NewType("UserId", str)
AgentId = NewType("AgentId", str)
"""The same text as the UserId of the person: an agent is a user's working side."""
QueueId = NewType("QueueId", str)
WorkstreamId = NewType("WorkstreamId", str)
PresenceId = NewType("PresenceId", str)
VisitorId = NewType("VisitorId", str)
ConversationId = NewType("ConversationId", str)
OfferId = NewType("OfferId", str)
SessionId = NewType("SessionId", str)
AssignmentId = NewType("AssignmentId", str)
SegmentId = NewType("SegmentId", str)
ConnectionId = NewType("ConnectionId", str)
"""One open socket of one browser tab."""
SkillId = NewType("SkillId", str)
RatingModelId = NewType("RatingModelId", str)
ProfileId = NewType("ProfileId", str)
HoursId = NewType("HoursId", str)
TemplateId = NewType("TemplateId", str)
"""Of a notification template or of a session template; each kind has ids of its own."""
ApplicationId = NewType("ApplicationId", str)
