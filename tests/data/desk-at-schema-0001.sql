BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE authorization (
	rma_number TEXT NOT NULL, 
	written TEXT NOT NULL, 
	issued_at VARCHAR(32), 
	status VARCHAR(16) NOT NULL, 
	kind VARCHAR(16), 
	whole_system BOOLEAN, 
	edition TEXT, 
	contract TEXT, 
	customer_id TEXT, 
	country VARCHAR(2), 
	language VARCHAR(2), 
	account_paid BOOLEAN, 
	support_hold BOOLEAN, 
	overdue_amount VARCHAR(20), 
	overdue_since DATE, 
	tracking_numbers TEXT NOT NULL, 
	support_level VARCHAR(16), 
	advance_replacement BOOLEAN, 
	insured BOOLEAN, 
	origin VARCHAR(16) NOT NULL, 
	customer_entry VARCHAR(36) NOT NULL, 
	PRIMARY KEY (rma_number)
);
INSERT INTO "authorization" VALUES('2101','2101','2026-10-01T16:00:00.000000+00:00','open','credit',1,NULL,NULL,'C-100','DE',NULL,1,0,NULL,NULL,'[]',NULL,NULL,1,'import','0192f3a0-0006-7000-8000-000000000000');
INSERT INTO "authorization" VALUES('2102','2102','2026-11-10T17:00:00.000000+00:00','closed','repair',1,NULL,NULL,'C-100','DE',NULL,1,0,NULL,NULL,'[]',NULL,NULL,1,'import','0192f3a0-0008-7000-8000-000000000000');
INSERT INTO "authorization" VALUES('2100','2100','2026-11-10T17:00:00.000000+00:00','closed','repair',1,NULL,NULL,'C-100','DE',NULL,1,0,NULL,NULL,'["1Z999AA10100123453"]',NULL,NULL,1,'import','0192f3a0-0004-7000-8000-000000000000');
INSERT INTO "authorization" VALUES('2103','2103','2026-11-10T17:00:00.000000+00:00','open','repair',1,NULL,NULL,'C-100','DE',NULL,1,0,NULL,NULL,'[]',NULL,NULL,1,'import','0192f3a0-001d-7000-8000-000000000000');
CREATE TABLE box (
	box_id VARCHAR(36) NOT NULL, 
	station VARCHAR(32) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	received_at VARCHAR(32) NOT NULL, 
	received_by TEXT NOT NULL, 
	arrived_at VARCHAR(32) NOT NULL, 
	arrived_on DATE NOT NULL, 
	packaging VARCHAR(16), 
	outer_damage VARCHAR(16) NOT NULL, 
	marked_on_box BOOLEAN NOT NULL, 
	number_state VARCHAR(16) NOT NULL, 
	piece TEXT, 
	parcel TEXT, 
	tracking_numbers TEXT NOT NULL, 
	scans TEXT NOT NULL, 
	verdict VARCHAR(24) NOT NULL, 
	verdicts TEXT NOT NULL, 
	duplicate_of VARCHAR(36), 
	voided_at VARCHAR(32), 
	voided_by TEXT, 
	texts_entry VARCHAR(36), 
	PRIMARY KEY (box_id)
);
INSERT INTO "box" VALUES('0192f3a0-000a-7000-8000-000000000000','576d849ebb15','received','2026-11-20T20:07:00.000000+00:00','ana','2026-11-20T20:07:00.000000+00:00','2026-11-20','original','none',0,'read',NULL,'1Z999AA10100123453','["1Z999AA10100123453"]','[{"confirmed":true,"kind":"tracking","position":[],"source":"scanner","symbology":null,"text":"1Z999AA10100123453","value":"1Z999AA10100123453"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2100","value":"2100"}]','accept','[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:07:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[],"pending":["transit-damage"],"rma_number":"2100","verdict":"accept"}]',NULL,NULL,NULL,NULL);
INSERT INTO "box" VALUES('0192f3a0-000c-7000-8000-000000000000','576d849ebb15','duplicate','2026-11-20T20:14:00.000000+00:00','ana','2026-11-20T20:14:00.000000+00:00','2026-11-20','original','none',0,'read',NULL,'1Z999AA10100123453','["1Z999AA10100123453"]','[{"confirmed":true,"kind":"tracking","position":[],"source":"scanner","symbology":null,"text":"1Z999AA10100123453","value":"1Z999AA10100123453"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2100","value":"2100"}]','accept','[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:07:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[],"pending":["transit-damage"],"rma_number":"2100","verdict":"accept"}]','0192f3a0-000a-7000-8000-000000000000',NULL,NULL,NULL);
INSERT INTO "box" VALUES('0192f3a0-000e-7000-8000-000000000000','576d849ebb15','refused','2026-11-20T20:21:00.000000+00:00','ana','2026-11-20T20:21:00.000000+00:00','2026-11-20','other','wet',0,'read',NULL,NULL,'[]','[{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2101","value":"2101"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2102","value":"2102"}]','refuse','[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:21:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"other","outer_damage":"wet"},"rma":{"issued_at":"2026-10-01T16:00:00+00:00","kind":"credit","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"refuse","figures":{"age_days":50,"arrived_on":"2026-11-20","issued_on":"2026-10-01","valid_days":30},"rule":"rma-expired","source":"Hardware Warranty & Support Procedures: Return Merchandise Authorization","variant":"money_back"},{"effect":"note","figures":{"outer_damage":"wet"},"rule":"outer-damage","source":"desk","variant":"default"},{"effect":"hold","figures":{"accepted":"original, supplied","packaging":"other"},"rule":"packaging-not-accepted","source":"Hardware Warranty & Support Procedures: Packaging requirements","variant":"default"}],"pending":["packaging-damage"],"rma_number":"2101","verdict":"refuse"},{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:21:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"other","outer_damage":"wet"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"closed","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{"status":"closed"},"rule":"rma-not-open","source":"desk","variant":"default"},{"effect":"note","figures":{"outer_damage":"wet"},"rule":"outer-damage","source":"desk","variant":"default"},{"effect":"hold","figures":{"accepted":"original, supplied","packaging":"other"},"rule":"packaging-not-accepted","source":"Hardware Warranty & Support Procedures: Packaging requirements","variant":"default"}],"pending":["packaging-damage"],"rma_number":"2102","verdict":"hold"}]',NULL,NULL,NULL,NULL);
INSERT INTO "box" VALUES('0192f3a0-0010-7000-8000-000000000000','576d849ebb15','quarantined','2026-11-20T20:28:00.000000+00:00','ana','2026-11-20T20:28:00.000000+00:00','2026-11-20','original','none',0,'read',NULL,NULL,'[]','[{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2102","value":"2102"}]','hold','[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:28:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"closed","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{"status":"closed"},"rule":"rma-not-open","source":"desk","variant":"default"}],"pending":["transit-damage"],"rma_number":"2102","verdict":"hold"}]',NULL,'2026-11-20T20:28:00.000000+00:00','ana',NULL);
INSERT INTO "box" VALUES('0192f3a0-0013-7000-8000-000000000000','576d849ebb15','unmatched','2026-11-20T20:35:00.000000+00:00','ana','2026-11-20T20:35:00.000000+00:00','2026-11-20','original','none',0,'unreadable',NULL,NULL,'[]','[{"confirmed":true,"kind":"unknown","position":[],"source":"scanner","symbology":null,"text":"","value":""}]','hold','[{"case":{"account":null,"advance":null,"arrived_at":"2026-11-20T20:35:00+00:00","edition":"hardware-warranty","item":null,"label":{"marked_on_box":false,"number_state":"unreadable"},"packaging":{"insured":null,"kind":"original","outer_damage":"none"},"rma":null,"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{},"rule":"rma-number-unreadable","source":"desk","variant":"default"}],"pending":["transit-damage"],"rma_number":null,"verdict":"hold"}]',NULL,NULL,NULL,'0192f3a0-0014-7000-8000-000000000000');
CREATE TABLE box_parcel (
	number TEXT NOT NULL, 
	box_id VARCHAR(36) NOT NULL, 
	PRIMARY KEY (number, box_id)
);
INSERT INTO "box_parcel" VALUES('1Z999AA10100123453','0192f3a0-000a-7000-8000-000000000000');
INSERT INTO "box_parcel" VALUES('1Z999AA10100123453','0192f3a0-000c-7000-8000-000000000000');
CREATE TABLE box_rma (
	box_id VARCHAR(36) NOT NULL, 
	rma_number TEXT NOT NULL, 
	PRIMARY KEY (box_id, rma_number)
);
INSERT INTO "box_rma" VALUES('0192f3a0-000a-7000-8000-000000000000','2100');
INSERT INTO "box_rma" VALUES('0192f3a0-000c-7000-8000-000000000000','2100');
INSERT INTO "box_rma" VALUES('0192f3a0-000e-7000-8000-000000000000','2101');
INSERT INTO "box_rma" VALUES('0192f3a0-000e-7000-8000-000000000000','2102');
INSERT INTO "box_rma" VALUES('0192f3a0-0010-7000-8000-000000000000','2102');
CREATE TABLE event (
	position INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	station VARCHAR(32) NOT NULL, 
	seq INTEGER NOT NULL, 
	user TEXT NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	version INTEGER NOT NULL, 
	payload TEXT NOT NULL, 
	occurred_at VARCHAR(32) NOT NULL, 
	prev_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (position), 
	UNIQUE (id), 
	UNIQUE (station, seq)
);
INSERT INTO "event" VALUES(1,'0192f3a0-0005-7000-8000-000000000000','576d849ebb15',1,'ana','AuthorizationRecorded',1,'{"authorization":{"account_paid":true,"advance_replacement":null,"contract":null,"country":"DE","customer_entry":"0192f3a0-0004-7000-8000-000000000000","customer_id":"C-100","edition":null,"insured":true,"issued_at":"2026-11-10T09:00:00-08:00","kind":"repair","language":null,"origin":"import","overdue_amount":null,"overdue_since":null,"rma_number":"2100","status":"open","support_hold":false,"support_level":null,"tracking_numbers":["1Z999AA10100123453"],"whole_system":true,"written":"2100"},"customer":{"id":"0192f3a0-0004-7000-8000-000000000000","seal":"121ef3ca2622c185b7dd474627d75dc94e07168aa8e48aa2b2916cf99311556b"},"units":[{"advance_replacement_cost":null,"advance_shipped_on":null,"category":"factory","currency":null,"description":null,"extended_to":null,"family":"rackmount-server","invoiced_on":"2025-12-01","maker":"vendor","nth":1,"on_invoice":true,"part_number":"P-100","price":null,"rma_number":"2100","serial_number":"SN-2100","shipped_on":"2025-12-03","unit_id":"2100/SN-2100","warranty_months":36}]}','2026-11-20T20:00:00.000000+00:00','0000000000000000000000000000000000000000000000000000000000000000','bde015507f1b91374cf294c1fde0ad287798ab020cb69b5a4e5f6274aa1249cf');
INSERT INTO "event" VALUES(2,'0192f3a0-0007-7000-8000-000000000000','576d849ebb15',2,'ana','AuthorizationRecorded',1,'{"authorization":{"account_paid":true,"advance_replacement":null,"contract":null,"country":"DE","customer_entry":"0192f3a0-0006-7000-8000-000000000000","customer_id":"C-100","edition":null,"insured":true,"issued_at":"2026-10-01T09:00:00-07:00","kind":"credit","language":null,"origin":"import","overdue_amount":null,"overdue_since":null,"rma_number":"2101","status":"open","support_hold":false,"support_level":null,"tracking_numbers":[],"whole_system":true,"written":"2101"},"customer":{"id":"0192f3a0-0006-7000-8000-000000000000","seal":"665b973d179d80aced15e5d1445f689ec529ffab8e2ef1eb1ea11ea772c7753a"},"units":[{"advance_replacement_cost":null,"advance_shipped_on":null,"category":"factory","currency":null,"description":null,"extended_to":null,"family":"rackmount-server","invoiced_on":"2025-12-01","maker":"vendor","nth":1,"on_invoice":true,"part_number":"P-100","price":null,"rma_number":"2101","serial_number":"SN-2101","shipped_on":"2025-12-03","unit_id":"2101/SN-2101","warranty_months":36}]}','2026-11-20T20:00:00.000000+00:00','bde015507f1b91374cf294c1fde0ad287798ab020cb69b5a4e5f6274aa1249cf','005eb0942470bd11812ddad99d39b17774529e1997f95facc389d588a8bff034');
INSERT INTO "event" VALUES(3,'0192f3a0-0009-7000-8000-000000000000','576d849ebb15',3,'ana','AuthorizationRecorded',1,'{"authorization":{"account_paid":true,"advance_replacement":null,"contract":null,"country":"DE","customer_entry":"0192f3a0-0008-7000-8000-000000000000","customer_id":"C-100","edition":null,"insured":true,"issued_at":"2026-11-10T09:00:00-08:00","kind":"repair","language":null,"origin":"import","overdue_amount":null,"overdue_since":null,"rma_number":"2102","status":"closed","support_hold":false,"support_level":null,"tracking_numbers":[],"whole_system":true,"written":"2102"},"customer":{"id":"0192f3a0-0008-7000-8000-000000000000","seal":"3a1fce8a90fde147c2a766f24d725282f1550af7e8332cdf8a04d1de2f2cd28b"},"units":[{"advance_replacement_cost":null,"advance_shipped_on":null,"category":"factory","currency":null,"description":null,"extended_to":null,"family":"rackmount-server","invoiced_on":"2025-12-01","maker":"vendor","nth":1,"on_invoice":true,"part_number":"P-100","price":null,"rma_number":"2102","serial_number":"SN-2102","shipped_on":"2025-12-03","unit_id":"2102/SN-2102","warranty_months":36}]}','2026-11-20T20:00:00.000000+00:00','005eb0942470bd11812ddad99d39b17774529e1997f95facc389d588a8bff034','c94685c3e5f2ef0f3797e67b7f219820398c7365a4c88335103e73c5fbf4a292');
INSERT INTO "event" VALUES(4,'0192f3a0-000b-7000-8000-000000000000','576d849ebb15',4,'ana','BoxReceived',1,'{"box":{"arrived_at":"2026-11-20T20:07:00+00:00","arrived_on":"2026-11-20","box_id":"0192f3a0-000a-7000-8000-000000000000","duplicate_of":null,"marked_on_box":false,"number_state":"read","outer_damage":"none","packaging":"original","parcel":"1Z999AA10100123453","piece":null,"received_at":"2026-11-20T20:07:00+00:00","received_by":"ana","scans":[{"confirmed":true,"kind":"tracking","position":[],"source":"scanner","symbology":null,"text":"1Z999AA10100123453","value":"1Z999AA10100123453"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2100","value":"2100"}],"state":"received","station":"576d849ebb15","texts_entry":null,"tracking_numbers":["1Z999AA10100123453"],"verdict":"accept","verdicts":[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:07:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[],"pending":["transit-damage"],"rma_number":"2100","verdict":"accept"}],"voided_at":null,"voided_by":null},"texts":null}','2026-11-20T20:07:00.000000+00:00','c94685c3e5f2ef0f3797e67b7f219820398c7365a4c88335103e73c5fbf4a292','1313e2057c905df120cb7446ee980326f99d49a087b5da4dc8516e9bf53429a8');
INSERT INTO "event" VALUES(5,'0192f3a0-000d-7000-8000-000000000000','576d849ebb15',5,'ana','DuplicateNoticed',1,'{"box":{"arrived_at":"2026-11-20T20:14:00+00:00","arrived_on":"2026-11-20","box_id":"0192f3a0-000c-7000-8000-000000000000","duplicate_of":"0192f3a0-000a-7000-8000-000000000000","marked_on_box":false,"number_state":"read","outer_damage":"none","packaging":"original","parcel":"1Z999AA10100123453","piece":null,"received_at":"2026-11-20T20:14:00+00:00","received_by":"ana","scans":[{"confirmed":true,"kind":"tracking","position":[],"source":"scanner","symbology":null,"text":"1Z999AA10100123453","value":"1Z999AA10100123453"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2100","value":"2100"}],"state":"duplicate","station":"576d849ebb15","texts_entry":null,"tracking_numbers":["1Z999AA10100123453"],"verdict":"accept","verdicts":[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:07:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[],"pending":["transit-damage"],"rma_number":"2100","verdict":"accept"}],"voided_at":null,"voided_by":null},"texts":null}','2026-11-20T20:14:00.000000+00:00','1313e2057c905df120cb7446ee980326f99d49a087b5da4dc8516e9bf53429a8','e66dab1e4a1e0ee1f49698e1fafbbebd6bf1dc0a3f9ac2fb896d6b5b674bbafb');
INSERT INTO "event" VALUES(6,'0192f3a0-000f-7000-8000-000000000000','576d849ebb15',6,'ana','BoxReceived',1,'{"box":{"arrived_at":"2026-11-20T20:21:00+00:00","arrived_on":"2026-11-20","box_id":"0192f3a0-000e-7000-8000-000000000000","duplicate_of":null,"marked_on_box":false,"number_state":"read","outer_damage":"wet","packaging":"other","parcel":null,"piece":null,"received_at":"2026-11-20T20:21:00+00:00","received_by":"ana","scans":[{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2101","value":"2101"},{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2102","value":"2102"}],"state":"refused","station":"576d849ebb15","texts_entry":null,"tracking_numbers":[],"verdict":"refuse","verdicts":[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:21:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"other","outer_damage":"wet"},"rma":{"issued_at":"2026-10-01T16:00:00+00:00","kind":"credit","status":"open","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"refuse","figures":{"age_days":50,"arrived_on":"2026-11-20","issued_on":"2026-10-01","valid_days":30},"rule":"rma-expired","source":"Hardware Warranty & Support Procedures: Return Merchandise Authorization","variant":"money_back"},{"effect":"note","figures":{"outer_damage":"wet"},"rule":"outer-damage","source":"desk","variant":"default"},{"effect":"hold","figures":{"accepted":"original, supplied","packaging":"other"},"rule":"packaging-not-accepted","source":"Hardware Warranty & Support Procedures: Packaging requirements","variant":"default"}],"pending":["packaging-damage"],"rma_number":"2101","verdict":"refuse"},{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:21:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"other","outer_damage":"wet"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"closed","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{"status":"closed"},"rule":"rma-not-open","source":"desk","variant":"default"},{"effect":"note","figures":{"outer_damage":"wet"},"rule":"outer-damage","source":"desk","variant":"default"},{"effect":"hold","figures":{"accepted":"original, supplied","packaging":"other"},"rule":"packaging-not-accepted","source":"Hardware Warranty & Support Procedures: Packaging requirements","variant":"default"}],"pending":["packaging-damage"],"rma_number":"2102","verdict":"hold"}],"voided_at":null,"voided_by":null},"texts":null}','2026-11-20T20:21:00.000000+00:00','e66dab1e4a1e0ee1f49698e1fafbbebd6bf1dc0a3f9ac2fb896d6b5b674bbafb','691e1583011244de6bf4871e7180a8826cb3690cb62897dc80417b0302e665c1');
INSERT INTO "event" VALUES(7,'0192f3a0-0011-7000-8000-000000000000','576d849ebb15',7,'ana','BoxReceived',1,'{"box":{"arrived_at":"2026-11-20T20:28:00+00:00","arrived_on":"2026-11-20","box_id":"0192f3a0-0010-7000-8000-000000000000","duplicate_of":null,"marked_on_box":false,"number_state":"read","outer_damage":"none","packaging":"original","parcel":null,"piece":null,"received_at":"2026-11-20T20:28:00+00:00","received_by":"ana","scans":[{"confirmed":true,"kind":"rma","position":[],"source":"scanner","symbology":null,"text":"RMA-2102","value":"2102"}],"state":"quarantined","station":"576d849ebb15","texts_entry":null,"tracking_numbers":[],"verdict":"hold","verdicts":[{"case":{"account":{"overdue_amount":null,"overdue_since":null,"paid":true,"support_hold":false},"advance":null,"arrived_at":"2026-11-20T20:28:00+00:00","edition":"hardware-warranty","item":{"category":"factory","complete":null,"damage_cause":null,"extended_to":null,"family":"rackmount-server","foreign_parts":null,"invoiced_on":"2025-12-01","maker":"vendor","on_invoice":true,"price":null,"removable_media":null,"resellable":null,"shipped_on":"2025-12-03","transit_damage":null,"warranty_months":36},"label":{"marked_on_box":false,"number_state":"read"},"packaging":{"insured":true,"kind":"original","outer_damage":"none"},"rma":{"issued_at":"2026-11-10T17:00:00+00:00","kind":"repair","status":"closed","whole_system":true},"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{"status":"closed"},"rule":"rma-not-open","source":"desk","variant":"default"}],"pending":["transit-damage"],"rma_number":"2102","verdict":"hold"}],"voided_at":null,"voided_by":null},"texts":null}','2026-11-20T20:28:00.000000+00:00','691e1583011244de6bf4871e7180a8826cb3690cb62897dc80417b0302e665c1','bdfd2a791ef1629e6b7fb5dcde8d5cda83ad13f140f9a5b41531c05a03fe19d8');
INSERT INTO "event" VALUES(8,'0192f3a0-0012-7000-8000-000000000000','576d849ebb15',8,'ana','ReceiptVoided',1,'{"box_id":"0192f3a0-0010-7000-8000-000000000000","rma_numbers":["2102"]}','2026-11-20T20:28:00.000000+00:00','bdfd2a791ef1629e6b7fb5dcde8d5cda83ad13f140f9a5b41531c05a03fe19d8','38d769884d7b03ab9cadb202d2c0fe40182aceffe007ee4d0fd09a5fa3846081');
INSERT INTO "event" VALUES(9,'0192f3a0-0015-7000-8000-000000000000','576d849ebb15',9,'ana','BoxReceived',1,'{"box":{"arrived_at":"2026-11-20T20:35:00+00:00","arrived_on":"2026-11-20","box_id":"0192f3a0-0013-7000-8000-000000000000","duplicate_of":null,"marked_on_box":false,"number_state":"unreadable","outer_damage":"none","packaging":"original","parcel":null,"piece":null,"received_at":"2026-11-20T20:35:00+00:00","received_by":"ana","scans":[{"confirmed":true,"kind":"unknown","position":[],"source":"scanner","symbology":null,"text":"","value":""}],"state":"unmatched","station":"576d849ebb15","texts_entry":"0192f3a0-0014-7000-8000-000000000000","tracking_numbers":[],"verdict":"hold","verdicts":[{"case":{"account":null,"advance":null,"arrived_at":"2026-11-20T20:35:00+00:00","edition":"hardware-warranty","item":null,"label":{"marked_on_box":false,"number_state":"unreadable"},"packaging":{"insured":null,"kind":"original","outer_damage":"none"},"rma":null,"site_time_zone":"America/Los_Angeles"},"charges":[],"edition":"hardware-warranty","edition_version":1,"findings":[{"effect":"hold","figures":{},"rule":"rma-number-unreadable","source":"desk","variant":"default"}],"pending":["transit-damage"],"rma_number":null,"verdict":"hold"}],"voided_at":null,"voided_by":null},"texts":{"id":"0192f3a0-0014-7000-8000-000000000000","seal":"7dbaf65681843bff6b434fd9570a32c63c5d6bbf443155281ea581271ed9e4e6"}}','2026-11-20T20:35:00.000000+00:00','38d769884d7b03ab9cadb202d2c0fe40182aceffe007ee4d0fd09a5fa3846081','040cb5d483fca35d55a90f4a8db5f031b651859b4eea19a63f5ac33d8a3ba2a2');
INSERT INTO "event" VALUES(10,'0192f3a0-0017-7000-8000-000000000000','576d849ebb15',10,'ana','UnitInspected',1,'{"note":{"id":"0192f3a0-0016-7000-8000-000000000000","seal":"08cfd4ecbbc5458b3d49ae46d2a22bd962bcd26a67b733fe9c05de3a61211f6b"},"progress":{"disposition":"replace","inspected_at":"2026-11-20T20:42:00+00:00","inspected_by":"ana","note_entry":"0192f3a0-0016-7000-8000-000000000000","rma_number":"2100","state":"received","unit_id":"2100/SN-2100"}}','2026-11-20T20:42:00.000000+00:00','040cb5d483fca35d55a90f4a8db5f031b651859b4eea19a63f5ac33d8a3ba2a2','91e7c006f880370bc09e0b7ece8f7d0b0289a1f64fce34709bc9d99890a169d8');
INSERT INTO "event" VALUES(11,'0192f3a0-0018-7000-8000-000000000000','576d849ebb15',11,'ana','AuthorizationClosed',1,'{"rma_number":"2100"}','2026-11-20T20:42:00.000000+00:00','91e7c006f880370bc09e0b7ece8f7d0b0289a1f64fce34709bc9d99890a169d8','6067ba910af27506032dc74fa73adf13128ce5320b948ae3be97871fbee58b6d');
INSERT INTO "event" VALUES(12,'0192f3a0-001a-7000-8000-000000000000','576d849ebb15',12,'ana','ReplacementOrdered',1,'{"rma_number":"2100","shipment":{"copies":0,"ordered_at":"2026-11-20T20:49:00+00:00","ordered_by":"ana","rma_number":"2100","shipment_id":"0192f3a0-0019-7000-8000-000000000000","state":"ordered","unit_id":"2100/SN-2100"}}','2026-11-20T20:49:00.000000+00:00','6067ba910af27506032dc74fa73adf13128ce5320b948ae3be97871fbee58b6d','fa239e8417d9ebc47a23ee3b0228a7099eb5201aa10ab006852f649151bc5009');
INSERT INTO "event" VALUES(13,'0192f3a0-001b-7000-8000-000000000000','576d849ebb15',13,'ana','LabelPrinted',1,'{"copy_number":1,"label_id":"000000000000","rma_number":"2100","shipment_id":"0192f3a0-0019-7000-8000-000000000000"}','2026-11-20T20:49:00.000000+00:00','fa239e8417d9ebc47a23ee3b0228a7099eb5201aa10ab006852f649151bc5009','133f1287ef07c6b250ab533223f1fa34a5635de405a188a5dc2a5ef1f1c05940');
INSERT INTO "event" VALUES(14,'0192f3a0-001e-7000-8000-000000000000','576d849ebb15',14,'ana','AuthorizationRecorded',1,'{"authorization":{"account_paid":true,"advance_replacement":null,"contract":null,"country":"DE","customer_entry":"0192f3a0-001d-7000-8000-000000000000","customer_id":"C-100","edition":null,"insured":true,"issued_at":"2026-11-10T09:00:00-08:00","kind":"repair","language":null,"origin":"import","overdue_amount":null,"overdue_since":null,"rma_number":"2103","status":"open","support_hold":false,"support_level":null,"tracking_numbers":[],"whole_system":true,"written":"2103"},"customer":{"id":"0192f3a0-001d-7000-8000-000000000000","seal":"29cf49cfbeaf89629f034c1225516019077f669bd49a305343c35087c8678279"},"units":[{"advance_replacement_cost":null,"advance_shipped_on":null,"category":"factory","currency":null,"description":null,"extended_to":null,"family":"rackmount-server","invoiced_on":"2025-12-01","maker":"vendor","nth":1,"on_invoice":true,"part_number":"P-100","price":null,"rma_number":"2103","serial_number":"SN-2103","shipped_on":"2025-12-03","unit_id":"2103/SN-2103","warranty_months":36}]}','2026-11-20T20:56:00.000000+00:00','133f1287ef07c6b250ab533223f1fa34a5635de405a188a5dc2a5ef1f1c05940','ca513151372ccfdd05fe0107aed32a918bff6a0f8b974a2ec7c80b67438097a4');
CREATE TABLE event_subject (
	subject TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (subject, position)
);
INSERT INTO "event_subject" VALUES('rma:2100',1);
INSERT INTO "event_subject" VALUES('rma:2101',2);
INSERT INTO "event_subject" VALUES('rma:2102',3);
INSERT INTO "event_subject" VALUES('box:0192f3a0-000a-7000-8000-000000000000',4);
INSERT INTO "event_subject" VALUES('rma:2100',4);
INSERT INTO "event_subject" VALUES('box:0192f3a0-000c-7000-8000-000000000000',5);
INSERT INTO "event_subject" VALUES('rma:2100',5);
INSERT INTO "event_subject" VALUES('box:0192f3a0-000e-7000-8000-000000000000',6);
INSERT INTO "event_subject" VALUES('rma:2101',6);
INSERT INTO "event_subject" VALUES('rma:2102',6);
INSERT INTO "event_subject" VALUES('box:0192f3a0-0010-7000-8000-000000000000',7);
INSERT INTO "event_subject" VALUES('rma:2102',7);
INSERT INTO "event_subject" VALUES('box:0192f3a0-0010-7000-8000-000000000000',8);
INSERT INTO "event_subject" VALUES('rma:2102',8);
INSERT INTO "event_subject" VALUES('box:0192f3a0-0013-7000-8000-000000000000',9);
INSERT INTO "event_subject" VALUES('unit:2100/SN-2100',10);
INSERT INTO "event_subject" VALUES('rma:2100',10);
INSERT INTO "event_subject" VALUES('rma:2100',11);
INSERT INTO "event_subject" VALUES('rma:2100',12);
INSERT INTO "event_subject" VALUES('rma:2100',13);
INSERT INTO "event_subject" VALUES('rma:2103',14);
CREATE TABLE expected_parcel (
	tracking_number TEXT NOT NULL, 
	rma_number TEXT NOT NULL, 
	PRIMARY KEY (tracking_number, rma_number)
);
INSERT INTO "expected_parcel" VALUES('1Z999AA10100123453','2100');
CREATE TABLE personal (
	id VARCHAR(36) NOT NULL, 
	"key" BLOB NOT NULL, 
	body TEXT NOT NULL, 
	name_folded TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "personal" VALUES('0192f3a0-0004-7000-8000-000000000000',X'08C2C21725598035528308841DB1F7278C986BC16F7804856CFABB3CF548F6BF','{"city":"Hamburg","country":"DE","extra":{},"name":"Åsa Müller-Lindqvist","postal_code":"20457","region":"HH-Altstadt","street":"Speicherstraße 17"}','åsa müller-lindqvist');
INSERT INTO "personal" VALUES('0192f3a0-0006-7000-8000-000000000000',X'54D520234270565D5A20F69ED70FA1B1D036DCF1BE214248675B5F6AA85ED2B4','{"city":"Hamburg","country":"DE","extra":{},"name":"Åsa Müller-Lindqvist","postal_code":"20457","region":"HH-Altstadt","street":"Speicherstraße 17"}','åsa müller-lindqvist');
INSERT INTO "personal" VALUES('0192f3a0-0008-7000-8000-000000000000',X'7016465316A41743E5F1CC27D5EED36AF312CB5B0CE597455A68C3BC98361E7E','{"city":"Hamburg","country":"DE","extra":{},"name":"Åsa Müller-Lindqvist","postal_code":"20457","region":"HH-Altstadt","street":"Speicherstraße 17"}','åsa müller-lindqvist');
INSERT INTO "personal" VALUES('0192f3a0-0014-7000-8000-000000000000',X'8313E10C52F83C1BB60E81A6E91F2064DBFDAB0D8F385E26C2BD23F3B5321325','{"texts":["a code nobody knows"]}',NULL);
INSERT INTO "personal" VALUES('0192f3a0-0016-7000-8000-000000000000',X'DD03BE46468F9B7EC306F8EECA14AB0ECF8BCFEAF971F80819F954F7538F4165','{"note":"Scharnier gebrochen"}',NULL);
INSERT INTO "personal" VALUES('0192f3a0-001d-7000-8000-000000000000',X'EC0CCFD18B317FEF05A81755676D48E7A2E296899E8CD9E873343C571A1C317C','{"city":"Hamburg","country":"DE","extra":{},"name":"Åsa Müller-Lindqvist","postal_code":"20457","region":"HH-Altstadt","street":"Speicherstraße 17"}','åsa müller-lindqvist');
CREATE TABLE shipment (
	shipment_id VARCHAR(36) NOT NULL, 
	rma_number TEXT NOT NULL, 
	unit_id TEXT, 
	state VARCHAR(16) NOT NULL, 
	ordered_at VARCHAR(32) NOT NULL, 
	ordered_by TEXT NOT NULL, 
	copies INTEGER NOT NULL, 
	PRIMARY KEY (shipment_id)
);
INSERT INTO "shipment" VALUES('0192f3a0-0019-7000-8000-000000000000','2100','2100/SN-2100','label-printed','2026-11-20T20:49:00.000000+00:00','ana',1);
CREATE TABLE station (
	id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "station" VALUES('576d849ebb15');
CREATE TABLE unit (
	unit_id TEXT NOT NULL, 
	rma_number TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	serial_number TEXT, 
	part_number TEXT, 
	nth INTEGER NOT NULL, 
	description TEXT, 
	maker VARCHAR(16) NOT NULL, 
	family VARCHAR(32), 
	category VARCHAR(32) NOT NULL, 
	on_invoice BOOLEAN, 
	invoiced_on DATE, 
	shipped_on DATE, 
	warranty_months INTEGER, 
	extended_to DATE, 
	price VARCHAR(20), 
	currency VARCHAR(3), 
	advance_shipped_on DATE, 
	advance_replacement_cost VARCHAR(20), 
	PRIMARY KEY (unit_id)
);
INSERT INTO "unit" VALUES('2101/SN-2101','2101',0,'SN-2101','P-100',1,NULL,'vendor','rackmount-server','factory',1,'2025-12-01','2025-12-03',36,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES('2102/SN-2102','2102',0,'SN-2102','P-100',1,NULL,'vendor','rackmount-server','factory',1,'2025-12-01','2025-12-03',36,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES('2100/SN-2100','2100',0,'SN-2100','P-100',1,NULL,'vendor','rackmount-server','factory',1,'2025-12-01','2025-12-03',36,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "unit" VALUES('2103/SN-2103','2103',0,'SN-2103','P-100',1,NULL,'vendor','rackmount-server','factory',1,'2025-12-01','2025-12-03',36,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE unit_progress (
	unit_id TEXT NOT NULL, 
	rma_number TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	disposition VARCHAR(24) NOT NULL, 
	inspected_at VARCHAR(32) NOT NULL, 
	inspected_by TEXT NOT NULL, 
	note_entry VARCHAR(36), 
	PRIMARY KEY (unit_id)
);
INSERT INTO "unit_progress" VALUES('2100/SN-2100','2100','received','replace','2026-11-20T20:42:00.000000+00:00','ana','0192f3a0-0016-7000-8000-000000000000');
CREATE INDEX ix_authorization_customer_entry ON authorization (customer_entry);
CREATE INDEX ix_authorization_customer_id ON authorization (customer_id);
CREATE INDEX ix_authorization_issued_at ON authorization (issued_at);
CREATE INDEX ix_box_arrived_on ON box (arrived_on);
CREATE INDEX ix_box_received_at ON box (received_at);
CREATE INDEX ix_box_parcel_box_id ON box_parcel (box_id);
CREATE INDEX ix_box_rma_rma_number ON box_rma (rma_number);
CREATE INDEX ix_expected_parcel_rma_number ON expected_parcel (rma_number);
CREATE INDEX ix_shipment_rma_number ON shipment (rma_number);
CREATE INDEX ix_unit_rma_number_place ON unit (rma_number, place);
CREATE INDEX ix_unit_serial_number ON unit (serial_number);
CREATE INDEX ix_unit_progress_rma_number ON unit_progress (rma_number);
CREATE TRIGGER event_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are only ever inserted'); END;
CREATE TRIGGER event_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are only ever inserted'); END;
COMMIT;
