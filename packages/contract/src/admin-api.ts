import type { AliasView, CreateAlias, UpdateAlias } from './aliases.ts';
import type {
  AnalyticsColumnsQuery,
  AnalyticsGroup,
  AnalyticsGroupQuery,
  AnalyticsQuery,
  Average,
  CacheHitRateGraph,
  CacheSummary,
  CostGraph,
  ErrorStacksGraph,
  ErrorStatusCodesGraph,
  EvenGraph,
  FeedbackModelsGraph,
  FeedbackScoresGraph,
  GroupNumbers,
  Latency,
  MetadataGroup,
  Rate,
  RequestsOfUsersGraph,
  RescuedGraph,
  Total,
} from './analytics.ts';
import type { ApiKeyView, CreateApiKey, MadeApiKey, RotateApiKey, RotatedApiKey, UpdateApiKey } from './api-keys.ts';
import type { AuditEntry, AuditLogQuery } from './audit-log.ts';
import type { CassetteView, StartCassette } from './cassettes.ts';
import type { CatalogueProvider } from './catalogue.ts';
import type { Collection, CollectionCreate, CollectionMade, CollectionUpdate } from './collections.ts';
import type { ConfigSchema, ConfigValidation, ValidateConfig } from './config-checks.ts';
import type { Config, ConfigCreate, ConfigMade, ConfigSummary, ConfigUpdate, ConfigVersion } from './configs.ts';
import type { DryRun, DryRunReport } from './dry-run.ts';
import type { ExperimentQuery, ExperimentReport, Experiments, ExperimentsQuery } from './experiments.ts';
import type { CreateFeedback, FeedbackKept, FeedbackQuery, UpdateFeedback } from './feedback.ts';
import type { FromEither } from './from-either.ts';
import type { CreateGuardrail, GuardrailSummary, GuardrailVersion, GuardrailView, UpdateGuardrail } from './guardrails.ts';
import type {
  CreateIntegration,
  IntegrationAccessView,
  IntegrationModelsView,
  IntegrationView,
  LentIntegration,
  UpdateIntegration,
  UpdateIntegrationAccess,
  UpdateIntegrationModels,
} from './integrations.ts';
import type { CreateInvite, InviteLink, InviteView } from './invites.ts';
import type { Label, LabelCreate, LabelMade, LabelUpdate } from './labels.ts';
import type { List, SuccessList, WorkspaceQuery } from './list.ts';
import type { GuardrailMade, IntegrationMade, Reference, VirtualKeyMade, WorkspaceMade } from './made.ts';
import type {
  CreateLogExport,
  LogExport,
  LogExportDownload,
  LogExportFileQuery,
  LogExportMade,
  LogExportTold,
  UpdateLogExport,
} from './log-exports.ts';
import type { EraseLogsQuery, ErasedLogs, Log, LogsQuery, LogSummary, LogTailQuery, TellLogQuery, ToldLog } from './logs.ts';
import type { AddMembers, MemberView, UpdateMember } from './members.ts';
import type { ModelPricing } from './model-configs.ts';
import type { Nothing } from './nothing.ts';
import type {
  PartialChanged,
  PartialCreate,
  PartialMade,
  PartialShown,
  PartialSummary,
  PartialUpdate,
  PartialVersion,
} from './partials.ts';
import type { CreatePrice, PriceView, UpdatePrice } from './prices.ts';
import type {
  Prompt,
  PromptChanged,
  PromptCreate,
  PromptMade,
  PromptSummary,
  PromptUpdate,
  PromptVersion,
  PromptVersionUpdate,
  Publish,
} from './prompts.ts';
import type { PreviewPrompt, PromptPreview } from './prompt-previews.ts';
import type { CreateProvider, ProviderView, UpdateProvider } from './providers.ts';
import type {
  ForgetModelsQuery,
  InCollectionQuery,
  IntegrationsQuery,
  InvitesQuery,
  LabelsQuery,
  MembersQuery,
  OneWorkspaceQuery,
  OrganisationQuery,
  SearchQuery,
  UsersQuery,
  WhereQuery,
  WorkspacesQuery,
} from './queries.ts';
import type { Replay, ReplayLog } from './replays.ts';
import type { SettingsView } from './settings.ts';
import type { ShadowPair, ShadowPairsQuery, ShadowReport, ShadowsQuery, ShadowSummary } from './shadows.ts';
import type { AcceptedInvite, AcceptInvite, ChangePassword, SessionView, SetUp, SignIn } from './sign-in.ts';
import type { StartQuery, StartView } from './start.ts';
import type { TargetHealth, TargetsQuery } from './targets.ts';
import type { UpdateUser, UserView } from './users.ts';
import type { CreateVirtualKey, UpdateVirtualKey, VirtualKeyView } from './virtual-keys.ts';
import type { CreateWorkspace, RemoveWorkspace, UpdateWorkspace, WorkspaceSummary, WorkspaceView } from './workspaces.ts';

/** Members that nobody knows of what the config file declares. */
type Dates = 'created_at' | 'last_updated_at';
type Makers = 'created_by' | 'updated_by';
type OfConfigs = Exclude<keyof ConfigSummary, 'id' | 'name' | 'slug' | 'status' | 'object' | 'origin'>;
type OfGuardrails = Exclude<keyof GuardrailSummary, 'slug' | 'name' | 'status' | 'object' | 'origin'>;
type OfPrompts<View> = Exclude<keyof View, 'id' | 'slug' | 'name' | 'status' | 'object' | 'origin'>;
type OfVersions = Exclude<keyof PromptVersion, 'id' | 'prompt_id' | 'slug' | 'name' | 'prompt_template' | 'status' | 'object'>;

type ShownConfig = FromEither<Config, OfConfigs | 'version' | 'config'>;
type ShownPrompt = FromEither<Prompt, OfPrompts<Prompt>>;
type ShownPromptVersion = Omit<PromptVersion, OfVersions> & Partial<Pick<PromptVersion, OfVersions>>;
type ShownPartial = FromEither<PartialShown, OfPrompts<PartialShown>>;
type ShownVirtualKey = FromEither<VirtualKeyView, 'id' | Dates | Makers>;
/** In a list rates are null where there are none, because one of Portkey's clients can read no empty list there. */
type ShownProvider = Omit<FromEither<ProviderView, 'id' | Dates | Makers>, 'rate_limits'> & {
  readonly rate_limits?: ProviderView['rate_limits'] | null;
};
type ShownAlias = FromEither<AliasView, Dates>;
type ShownPrice = FromEither<PriceView, Dates>;
type ShownGuardrail = FromEither<GuardrailView, OfGuardrails | 'version' | 'checks' | 'actions'>;
type ShownWorkspace = Omit<WorkspaceView, 'users'> & Partial<Pick<WorkspaceView, 'users'>>;
/** Whoever may use one and not manage it sees less. */
type ShownIntegration = LentIntegration & Partial<IntegrationView>;

/**
 * Every address of the admin API: what is asked in the query and in the body, and what is answered. Where a member is not
 * there, nothing is taken.
 */
export interface AdminApi {
  'GET /v1/virtual-keys': { readonly query: SearchQuery; readonly reply: SuccessList<ShownVirtualKey> };
  'GET /v1/virtual-keys/{key}': { readonly query: WhereQuery; readonly reply: ShownVirtualKey };
  'POST /v1/virtual-keys': { readonly body: CreateVirtualKey; readonly reply: VirtualKeyMade };
  'PUT /v1/virtual-keys/{key}': { readonly query: WhereQuery; readonly body: UpdateVirtualKey; readonly reply: Reference<'virtual-key'> };
  'DELETE /v1/virtual-keys/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/providers': { readonly query: WorkspaceQuery; readonly reply: SuccessList<ShownProvider> };
  'GET /v1/providers/{key}': { readonly query: WhereQuery; readonly reply: ShownProvider };
  'POST /v1/providers': { readonly body: CreateProvider; readonly reply: Reference<'provider'> };
  'PUT /v1/providers/{key}': { readonly query: WhereQuery; readonly body: UpdateProvider; readonly reply: Reference<'provider'> };
  'DELETE /v1/providers/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/integrations': { readonly query: IntegrationsQuery; readonly reply: SuccessList<ShownIntegration> };
  'GET /v1/integrations/{key}': { readonly query: WhereQuery; readonly reply: ShownIntegration };
  'POST /v1/integrations': { readonly body: CreateIntegration; readonly reply: IntegrationMade };
  'PUT /v1/integrations/{key}': { readonly query: WhereQuery; readonly body: UpdateIntegration; readonly reply: Reference<'integration'> };
  'DELETE /v1/integrations/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'GET /v1/integrations/{key}/workspaces': { readonly reply: IntegrationAccessView };
  'PUT /v1/integrations/{key}/workspaces': { readonly body: UpdateIntegrationAccess; readonly reply: IntegrationAccessView };
  'GET /v1/integrations/{key}/models': { readonly reply: IntegrationModelsView };
  'PUT /v1/integrations/{key}/models': { readonly body: UpdateIntegrationModels; readonly reply: IntegrationModelsView };
  'DELETE /v1/integrations/{key}/models': { readonly query: ForgetModelsQuery; readonly reply: IntegrationModelsView };

  'GET /v1/configs': { readonly query: SearchQuery; readonly reply: SuccessList<FromEither<ConfigSummary, OfConfigs>> };
  'GET /v1/configs/{key}': {
    readonly query: WhereQuery;
    readonly reply: ShownConfig & { readonly success?: true; readonly data?: ShownConfig };
  };
  'POST /v1/configs': { readonly body: ConfigCreate; readonly reply: ConfigMade };
  'PUT /v1/configs/{key}': { readonly query: WhereQuery; readonly body: ConfigUpdate; readonly reply: ConfigMade };
  'DELETE /v1/configs/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'GET /v1/configs/{key}/versions': {
    readonly reply: SuccessList<Omit<ConfigVersion, 'created_at' | 'created_by'> & Partial<ConfigVersion>>;
  };
  'GET /v1/configs/schema': { readonly reply: ConfigSchema };
  /** A bad config is no failure: what is wrong with it stands in the reply. */
  'POST /v1/configs/validate': { readonly body: ValidateConfig; readonly reply: ConfigValidation };

  'GET /v1/prompts': { readonly query: InCollectionQuery; readonly reply: List<FromEither<PromptSummary, OfPrompts<PromptSummary>>> };
  'GET /v1/prompts/{key}': { readonly query: WhereQuery; readonly reply: ShownPrompt };
  'POST /v1/prompts': { readonly body: PromptCreate; readonly reply: PromptMade };
  'PUT /v1/prompts/{key}': { readonly query: WhereQuery; readonly body: PromptUpdate; readonly reply: PromptChanged };
  'DELETE /v1/prompts/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'PUT /v1/prompts/{key}/makeDefault': { readonly body: Publish; readonly reply: PromptChanged };
  'GET /v1/prompts/{key}/versions': { readonly reply: List<ShownPromptVersion> };
  'GET /v1/prompts/{key}/versions/{version}': { readonly reply: ShownPromptVersion };
  'PUT /v1/prompts/{key}/versions/{version}': { readonly body: PromptVersionUpdate; readonly reply: PromptChanged };
  /** A template that cannot be filled in is no failure: why stands in the reply. */
  'POST /v1/prompts/preview': { readonly body: PreviewPrompt; readonly reply: PromptPreview };

  'GET /v1/prompts/partials': {
    readonly query: InCollectionQuery;
    readonly reply: List<FromEither<PartialSummary, OfPrompts<PartialSummary>>>;
  };
  'GET /v1/prompts/partials/{key}': { readonly query: WhereQuery; readonly reply: ShownPartial };
  'POST /v1/prompts/partials': { readonly body: PartialCreate; readonly reply: PartialMade };
  'PUT /v1/prompts/partials/{key}': { readonly query: WhereQuery; readonly body: PartialUpdate; readonly reply: PartialChanged };
  'DELETE /v1/prompts/partials/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'PUT /v1/prompts/partials/{key}/makeDefault': { readonly body: Publish; readonly reply: PartialChanged };
  'GET /v1/prompts/partials/{key}/versions': {
    readonly reply: List<Omit<PartialVersion, 'description' | 'created_at' | 'created_by'> & Partial<PartialVersion>>;
  };

  'GET /v1/labels': { readonly query: LabelsQuery; readonly reply: List<Label> };
  'GET /v1/labels/{key}': { readonly query: WhereQuery; readonly reply: Label };
  'POST /v1/labels': { readonly body: LabelCreate & OrganisationQuery; readonly reply: LabelMade };
  'PUT /v1/labels/{key}': { readonly query: WhereQuery; readonly body: LabelUpdate; readonly reply: LabelMade };
  'DELETE /v1/labels/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/collections': { readonly query: SearchQuery; readonly reply: List<Collection> };
  'GET /v1/collections/{key}': { readonly query: WhereQuery; readonly reply: Collection };
  'POST /v1/collections': { readonly body: CollectionCreate; readonly reply: CollectionMade };
  'PUT /v1/collections/{key}': { readonly query: WhereQuery; readonly body: CollectionUpdate; readonly reply: CollectionMade };
  'DELETE /v1/collections/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/guardrails': { readonly query: WorkspaceQuery; readonly reply: SuccessList<FromEither<GuardrailSummary, OfGuardrails>> };
  'GET /v1/guardrails/{key}': { readonly query: WhereQuery; readonly reply: ShownGuardrail };
  'POST /v1/guardrails': { readonly body: CreateGuardrail; readonly reply: GuardrailMade };
  'PUT /v1/guardrails/{key}': { readonly query: WhereQuery; readonly body: UpdateGuardrail; readonly reply: GuardrailMade };
  'DELETE /v1/guardrails/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'GET /v1/guardrails/{key}/versions': {
    readonly reply: List<Omit<GuardrailVersion, 'created_at' | 'created_by'> & Partial<GuardrailVersion>>;
  };

  'GET /v1/api-keys': { readonly query: SearchQuery; readonly reply: List<ApiKeyView> };
  'GET /v1/api-keys/{key}': { readonly query: WhereQuery; readonly reply: ApiKeyView };
  'POST /v1/api-keys/{type}/{subtype}': { readonly body: CreateApiKey; readonly reply: MadeApiKey };
  'PUT /v1/api-keys/{key}': { readonly query: WhereQuery; readonly body: UpdateApiKey; readonly reply: Nothing };
  'DELETE /v1/api-keys/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'POST /v1/api-keys/{key}/rotate': { readonly body: RotateApiKey; readonly reply: RotatedApiKey };

  'GET /v1/admin/workspaces': { readonly query: WorkspacesQuery; readonly reply: List<WorkspaceSummary> };
  'GET /v1/admin/workspaces/{key}': { readonly query: OneWorkspaceQuery; readonly reply: ShownWorkspace };
  'POST /v1/admin/workspaces': { readonly body: CreateWorkspace; readonly reply: WorkspaceMade };
  'PUT /v1/admin/workspaces/{key}': { readonly query: WhereQuery; readonly body: UpdateWorkspace; readonly reply: ShownWorkspace };
  'DELETE /v1/admin/workspaces/{key}': { readonly query: WhereQuery; readonly body: RemoveWorkspace; readonly reply: Nothing };
  'GET /v1/admin/workspaces/{workspace}/users': { readonly query: MembersQuery; readonly reply: List<MemberView> };
  'GET /v1/admin/workspaces/{workspace}/users/{user}': { readonly reply: MemberView };
  'POST /v1/admin/workspaces/{workspace}/users': { readonly body: AddMembers; readonly reply: Omit<List<MemberView>, 'total'> };
  'PUT /v1/admin/workspaces/{workspace}/users/{user}': { readonly body: UpdateMember; readonly reply: MemberView };
  'DELETE /v1/admin/workspaces/{workspace}/users/{user}': { readonly reply: Nothing };

  'GET /v1/admin/users': { readonly query: UsersQuery; readonly reply: List<UserView> };
  'GET /v1/admin/users/{key}': { readonly query: WhereQuery; readonly reply: UserView };
  'PUT /v1/admin/users/{key}': { readonly query: WhereQuery; readonly body: UpdateUser; readonly reply: UserView };
  'DELETE /v1/admin/users/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'GET /v1/admin/users/invites': { readonly query: InvitesQuery; readonly reply: List<InviteView> };
  'GET /v1/admin/users/invites/{key}': { readonly query: WhereQuery; readonly reply: InviteView };
  'POST /v1/admin/users/invites': { readonly body: CreateInvite; readonly reply: InviteLink };
  'DELETE /v1/admin/users/invites/{key}': { readonly query: WhereQuery; readonly reply: Nothing };
  'POST /v1/admin/users/invites/{key}/resend': { readonly reply: InviteLink };

  'POST /v1/admin/setup': { readonly body: SetUp; readonly reply: SessionView };
  'POST /v1/admin/invites/accept': { readonly body: AcceptInvite; readonly reply: AcceptedInvite };
  'POST /v1/admin/sessions': { readonly body: SignIn; readonly reply: SessionView };
  'GET /v1/admin/session': { readonly reply: SessionView };
  'DELETE /v1/admin/session': { readonly reply: Nothing };
  'PUT /v1/admin/password': { readonly body: ChangePassword; readonly reply: SessionView };

  'GET /v1/admin/catalogue': { readonly reply: List<CatalogueProvider> };
  'GET /v1/admin/settings': { readonly reply: SettingsView };
  'GET /v1/admin/start': { readonly query: StartQuery; readonly reply: StartView };
  'GET /v1/admin/targets': { readonly query: TargetsQuery; readonly reply: List<TargetHealth> };

  'GET /v1/audit-logs': {
    readonly query: Partial<AuditLogQuery>;
    readonly reply: { readonly object: 'list'; readonly data: readonly AuditEntry[]; readonly next_cursor: string | null };
  };

  'GET /v1/admin/aliases': { readonly query: WorkspaceQuery; readonly reply: List<ShownAlias> };
  'GET /v1/admin/aliases/{key}': { readonly query: WhereQuery; readonly reply: ShownAlias };
  'POST /v1/admin/aliases': { readonly body: CreateAlias; readonly reply: ShownAlias };
  'PUT /v1/admin/aliases/{key}': { readonly query: WhereQuery; readonly body: UpdateAlias; readonly reply: ShownAlias };
  'DELETE /v1/admin/aliases/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/admin/prices': { readonly query: WorkspaceQuery; readonly reply: List<ShownPrice> };
  'GET /v1/admin/prices/{key}': { readonly query: WhereQuery; readonly reply: ShownPrice };
  'POST /v1/admin/prices': { readonly body: CreatePrice; readonly reply: ShownPrice };
  'PUT /v1/admin/prices/{key}': { readonly query: WhereQuery; readonly body: UpdatePrice; readonly reply: ShownPrice };
  'DELETE /v1/admin/prices/{key}': { readonly query: WhereQuery; readonly reply: Nothing };

  'GET /v1/logs': {
    readonly query: LogsQuery;
    readonly reply: { readonly object: 'list'; readonly data: readonly LogSummary[]; readonly next_cursor: string | null };
  };
  /** Server-sent events: a record each, as lists have them. */
  'GET /v1/logs/tail': { readonly query: LogTailQuery; readonly reply: string };
  'GET /v1/logs/{key}': { readonly reply: Log };
  /** An array of at most 1,000 will do as well. */
  'POST /v1/logs': { readonly query: TellLogQuery; readonly body: ToldLog; readonly reply: string };
  'DELETE /v1/logs': { readonly query: EraseLogsQuery; readonly reply: ErasedLogs };
  'POST /v1/logs/exports': { readonly body: CreateLogExport; readonly reply: LogExportMade };
  'GET /v1/logs/exports': { readonly query: WorkspaceQuery; readonly reply: List<LogExport> };
  'GET /v1/logs/exports/{key}': { readonly query: WhereQuery; readonly reply: LogExport };
  'PUT /v1/logs/exports/{key}': { readonly query: WhereQuery; readonly body: UpdateLogExport; readonly reply: LogExportMade };
  'POST /v1/logs/exports/{key}/start': { readonly reply: LogExportTold };
  'POST /v1/logs/exports/{key}/cancel': { readonly reply: LogExportTold };
  'GET /v1/logs/exports/{key}/download': { readonly reply: LogExportDownload };
  /** The lines of the file. */
  'GET /v1/logs/exports/{key}/file': { readonly query: LogExportFileQuery; readonly reply: string };

  /** An array of at most 1,000 will do as well. */
  'POST /v1/feedback': { readonly query: FeedbackQuery; readonly body: CreateFeedback; readonly reply: FeedbackKept };
  'PUT /v1/feedback/{id}': { readonly body: UpdateFeedback; readonly reply: FeedbackKept };

  'GET /v1/analytics/graphs/requests': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Total> };
  'GET /v1/analytics/graphs/cost': { readonly query: AnalyticsQuery; readonly reply: CostGraph };
  'GET /v1/analytics/graphs/latency': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Latency> };
  'GET /v1/analytics/graphs/tokens': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Total & Average> };
  'GET /v1/analytics/graphs/users': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Total> };
  'GET /v1/analytics/graphs/users/requests': { readonly query: AnalyticsQuery; readonly reply: RequestsOfUsersGraph };
  'GET /v1/analytics/graphs/errors': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Total> };
  'GET /v1/analytics/graphs/errors/rate': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Rate> };
  'GET /v1/analytics/graphs/errors/stacks': { readonly query: AnalyticsQuery; readonly reply: ErrorStacksGraph };
  'GET /v1/analytics/graphs/errors/status-codes': { readonly query: AnalyticsQuery; readonly reply: ErrorStatusCodesGraph };
  'GET /v1/analytics/graphs/requests/rescued': { readonly query: AnalyticsQuery; readonly reply: RescuedGraph };
  'GET /v1/analytics/graphs/cache/hit-rate': { readonly query: AnalyticsQuery; readonly reply: CacheHitRateGraph };
  'GET /v1/analytics/graphs/cache/latency': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Average> };
  'GET /v1/analytics/graphs/feedbacks': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Total> };
  'GET /v1/analytics/graphs/feedbacks/scores': { readonly query: AnalyticsQuery; readonly reply: FeedbackScoresGraph };
  'GET /v1/analytics/graphs/feedbacks/weighted': { readonly query: AnalyticsQuery; readonly reply: EvenGraph<Average> };
  'GET /v1/analytics/graphs/feedbacks/ai-models': { readonly query: AnalyticsQuery; readonly reply: FeedbackModelsGraph };
  'GET /v1/analytics/groups/users': {
    readonly query: AnalyticsGroupQuery;
    readonly reply: List<
      Pick<GroupNumbers, 'requests' | 'cost' | 'unpriced_requests'> & { readonly user: string; readonly object: 'analytics-group' }
    >;
  };
  'GET /v1/analytics/groups/metadata/{name}': { readonly query: AnalyticsGroupQuery; readonly reply: List<MetadataGroup> };
  'GET /v1/analytics/groups/{by}': { readonly query: AnalyticsColumnsQuery; readonly reply: List<AnalyticsGroup> };
  'GET /v1/analytics/summary/cache': { readonly query: AnalyticsQuery; readonly reply: CacheSummary };

  'GET /v1/experiments': { readonly query: ExperimentsQuery; readonly reply: Experiments };
  'GET /v1/experiments/{name}': { readonly query: ExperimentQuery; readonly reply: ExperimentReport };

  'GET /v1/cassettes': { readonly query: WorkspaceQuery; readonly reply: List<CassetteView> };
  'GET /v1/cassettes/{name}': { readonly reply: CassetteView };
  'POST /v1/cassettes': { readonly body: StartCassette; readonly reply: CassetteView };
  'POST /v1/cassettes/{name}/stop': { readonly reply: CassetteView };
  /** The lines of the cassette. */
  'GET /v1/cassettes/{name}/download': { readonly reply: string };
  'DELETE /v1/cassettes/{name}': { readonly reply: Nothing };

  'POST /v1/logs/{key}/replay': { readonly body: ReplayLog; readonly reply: Replay };
  'POST /v1/route/dry-run': { readonly body: DryRun; readonly reply: DryRunReport };
  'GET /v1/shadows': { readonly query: ShadowsQuery; readonly reply: List<ShadowSummary> };
  'GET /v1/shadows/{name}': { readonly query: ShadowsQuery; readonly reply: ShadowReport };
  'GET /v1/shadows/{name}/pairs': {
    readonly query: ShadowPairsQuery;
    readonly reply: { readonly object: 'list'; readonly data: readonly ShadowPair[]; readonly next_cursor: string | null };
  };

  /** Slashes in the model's name may stand as they are. */
  'GET /v1/model-configs/pricing/{provider}/{model}': { readonly reply: ModelPricing };
}
