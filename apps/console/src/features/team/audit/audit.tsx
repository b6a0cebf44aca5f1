import { Button, Group, Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import History from 'lucide-react/icons/history';
import { useAsk } from '../../../api/queries.ts';
import { useWorkspaceQuery } from '../../../session/use-session.ts';
import { Answered } from '../../../ui/answered.tsx';
import { Empty } from '../../../ui/empty.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { auditQuery } from './audit-query.ts';

const SIZE = 50;
const route = getRouteApi('/inside/team');

/** Every change that anybody made. */
export function Audit() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const place = useWorkspaceQuery();
  const entries = useAsk('GET /v1/audit-logs', { query: { ...auditQuery(search), ...place, page_size: SIZE } }, { keepLast: true });
  return (
    <Stack>
      <AuditFilters />
      <Answered query={entries} what="the audit log">
        {({ data, next_cursor }) => (
          <>
            {data.length === 0 ? (
              <Empty icon={<History size={22} />} title="No changes">
                Nobody has changed anything that these filters leave.
              </Empty>
            ) : (
              <AuditTable entries={data} />
            )}
            <Group justify="space-between">
              {search.cursor !== undefined && (
                <Button variant="default" size="xs" onClick={() => void navigate({ search: ({ cursor: _, ...rest }) => rest })}>
                  To the latest
                </Button>
              )}
              {next_cursor !== null && (
                <Button
                  variant="default"
                  size="xs"
                  ml="auto"
                  onClick={() => void navigate({ search: (before) => ({ ...before, cursor: next_cursor }) })}
                >
                  Older
                </Button>
              )}
            </Group>
          </>
        )}
      </Answered>
    </Stack>
  );
}
