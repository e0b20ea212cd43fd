"""What the trade knows: identifiers, authorizations, boxes, events and the policy; standard library only."""
